// How patterns and expressions are written for the cache of compiled rules, and read back.

extension Relation: StorableCases {}
extension Expression.Operator: StorableCases {}
extension Expression.Function: StorableCases {}
extension Expression.Aggregate: StorableCases {}

extension Pattern: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(source)
        writer.write(root)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        source = try reader.read()
        root = try reader.read()
    }
}

extension Pattern.Node: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        kind = try reader.read()
        span = try reader.read()
    }
}

extension Pattern.Kind: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .token(let test): writer.write(0, test)
        case .lexicon(let reference, let tag): writer.write(1, reference, tag)
        case .mark(let test): writer.write(2, test)
        case .any: writer.write(byte: 3)
        case .not(let node): writer.write(4, node)
        case .gap(let least, let most, let quotes): writer.write(5, least, most, quotes)
        case .sentenceStart: writer.write(byte: 6)
        case .sentenceEnd: writer.write(byte: 7)
        case .sequence(let nodes): writer.write(8, nodes)
        case .alternatives(let nodes): writer.write(9, nodes)
        case .repeated(let node, let least, let most): writer.write(10, node, least, most)
        case .capture(let name, let node): writer.write(11, name, node)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .token(try reader.read())
        case 1: self = .lexicon(try reader.read(), tag: try reader.read())
        case 2: self = .mark(try reader.read())
        case 3: self = .any
        case 4: self = .not(try reader.read())
        case 5: self = .gap(min: try reader.read(), max: try reader.read(), quotes: try reader.read())
        case 6: self = .sentenceStart
        case 7: self = .sentenceEnd
        case 8: self = .sequence(try reader.read())
        case 9: self = .alternatives(try reader.read())
        case 10: self = .repeated(try reader.read(), min: try reader.read(), max: try reader.read())
        case 11: self = .capture(try reader.read(), try reader.read())
        default: throw Malformed()
        }
    }
}

extension ByteWriter {
    /// The number of an enumeration's case and its values.
    @inlinable
    public mutating func write<each Value: Storable>(_ number: UInt8, _ values: repeat each Value) {
        write(byte: number)
        repeat write(each values)
    }
}

extension TokenTest: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(word)
        writer.write(tag)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        word = try reader.read()
        tag = try reader.read()
    }
}

extension WordTest: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .literal(let word): Self.store(0, word, &writer)
        case .exact(let word): Self.store(1, word, &writer)
        case .lemma(let word): Self.store(2, word, &writer)
        case .prefix(let part): Self.store(3, part, &writer)
        case .suffix(let part): Self.store(4, part, &writer)
        case .regex(let source): writer.write(5, source)
        }
    }

    private static func store(_ number: UInt8, _ word: [UInt8], _ writer: inout ByteWriter) {
        writer.write(byte: number)
        writer.write(flat: word)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .literal(try reader.flat())
        case 1: self = .exact(try reader.flat())
        case 2: self = .lemma(try reader.flat())
        case 3: self = .prefix(try reader.flat())
        case 4: self = .suffix(try reader.flat())
        case 5: self = .regex(try reader.read())
        default: throw Malformed()
        }
    }
}

extension TagTest: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .universal(let name): writer.write(0, name)
        case .penn(let name): writer.write(1, name)
        case .pennPrefix(let part): writer.write(2, part)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .universal(try reader.read())
        case 1: self = .penn(try reader.read())
        case 2: self = .pennPrefix(try reader.read())
        default: throw Malformed()
        }
    }
}

extension MarkTest: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(type)
        writer.write(attributes)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        type = try reader.read()
        attributes = try reader.read()
    }
}

extension MarkTest.Attribute: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(name)
        writer.write(relation)
        writer.write(value)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        name = try reader.read()
        relation = try reader.read()
        value = try reader.read()
    }
}

extension Value: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .number(let number): writer.write(0, number)
        case .text(let text): writer.write(1, text)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .number(try reader.read())
        case 1: self = .text(try reader.read())
        default: throw Malformed()
        }
    }
}

extension Expression: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        kind = try reader.read()
        span = try reader.read()
    }
}

extension Expression.Kind: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .value(let value): writer.write(0, value)
        case .name(let path): writer.write(1, path)
        case .template(let message): writer.write(2, message)
        case .compare(let a, let relation, let b): writer.write(3, a, relation, b)
        case .isIn(let a, let list): writer.write(4, a, list)
        case .and(let a, let b): writer.write(5, a, b)
        case .or(let a, let b): writer.write(6, a, b)
        case .not(let a): writer.write(7, a)
        case .arithmetic(let a, let operation, let b): writer.write(8, a, operation, b)
        case .negate(let a): writer.write(9, a)
        case .call(let function, let arguments): writer.write(10, function, arguments)
        case .aggregate(let function, let test, let of): writer.write(11, function, test, of)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .value(try reader.read())
        case 1: self = .name(try reader.read())
        case 2: self = .template(try reader.read())
        case 3: self = .compare(try reader.read(), try reader.read(), try reader.read())
        case 4: self = .isIn(try reader.read(), try reader.read())
        case 5: self = .and(try reader.read(), try reader.read())
        case 6: self = .or(try reader.read(), try reader.read())
        case 7: self = .not(try reader.read())
        case 8: self = .arithmetic(try reader.read(), try reader.read(), try reader.read())
        case 9: self = .negate(try reader.read())
        case 10: self = .call(try reader.read(), try reader.read())
        case 11: self = .aggregate(try reader.read(), try reader.read(), try reader.read())
        default: throw Malformed()
        }
    }
}

extension Message: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(pieces) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { pieces = try reader.read() }
}

extension Message.Piece: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .text(let text): writer.write(0, text)
        case .value(let path, let decimals, let span): writer.write(1, path, decimals, span)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .text(try reader.read())
        case 1: self = .value(path: try reader.read(), decimals: try reader.read(), at: try reader.read())
        default: throw Malformed()
        }
    }
}
