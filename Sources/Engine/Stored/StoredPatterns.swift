import RuleLanguage

// How compiled patterns are written for the cache of compiled rules, and read back: one property after the other.

typealias Malformed = ByteReader.Malformed

extension FixedArray: Storable where Element: Storable {
    func store(to writer: inout ByteWriter) { writer.write(Array(elements)) }

    convenience init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(try reader.read([Element].self))
    }
}

extension TokenSpec: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(atom)
        writer.write(tags)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        atom = try reader.read()
        tags = try reader.read()
    }
}

extension Instruction: Storable {
    func store(to writer: inout ByteWriter) {
        switch self {
        case .token(let spec, let element): writer.write(0, spec, element)
        case .notToken(let list, let element): writer.write(1, list, element)
        case .any(let element, let quotes): writer.write(2, element, quotes)
        case .gap(let element, let quotes): writer.write(3, element, quotes)
        case .lexicon(let lexicon, let tags, let element): writer.write(4, lexicon, tags, element)
        case .mark(let test, let element): writer.write(5, test, element)
        case .split(let first, let second): writer.write(6, first, second)
        case .jump(let target): writer.write(7, target)
        case .save(let slot, let place): writer.write(8, slot, place)
        case .sentenceStart: writer.write(byte: 9)
        case .sentenceEnd: writer.write(byte: 10)
        case .match: writer.write(byte: 11)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .token(try reader.read(), element: try reader.read())
        case 1: self = .notToken(try reader.read(), element: try reader.read())
        case 2: self = .any(element: try reader.read(), quotes: try reader.read())
        case 3: self = .gap(element: try reader.read(), quotes: try reader.read())
        case 4: self = .lexicon(try reader.read(), tags: try reader.read(), element: try reader.read())
        case 5: self = .mark(try reader.read(), element: try reader.read())
        case 6: self = .split(try reader.read(), try reader.read())
        case 7: self = .jump(try reader.read())
        case 8: self = .save(try reader.read(), place: try reader.read())
        case 9: self = .sentenceStart
        case 10: self = .sentenceEnd
        case 11: self = .match
        default: throw Malformed()
        }
    }
}

extension Lookahead: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(atom)
        writer.write(marks)
        writer.write(end)
        writer.write(any)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        atom = try reader.read()
        marks = try reader.read()
        end = try reader.read()
        any = try reader.read()
    }
}

extension Anchor: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(slot)
        writer.write(typeSet)
        writer.write(joint)
        writer.write(isChained)
        writer.write(least)
        writer.write(most)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        slot = try reader.read()
        typeSet = try reader.read()
        joint = try reader.read()
        isChained = try reader.read()
        least = try reader.read()
        most = try reader.read()
    }
}

extension CompiledPattern.Element: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(text)
        writer.write(span)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        text = try reader.read()
        span = try reader.read()
    }
}

extension CompiledPattern: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(code)
        writer.write(lookahead)
        writer.write(excluded)
        writer.write(anchors)
        writer.writeDeferred { writer in
            writer.write(notes.value.elements)
            writer.write(notes.value.edges)
        }
    }

    convenience init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let code: [Instruction] = try reader.read()
        let lookahead: [Lookahead] = try reader.read()
        let excluded: [[TokenSpec]] = try reader.read()
        let anchors: [Anchor] = try reader.read()
        self.init(
            code: code, lookahead: lookahead, excluded: excluded, anchors: anchors,
            notes: try reader.deferred { reader throws(ByteReader.Malformed) in
                Notes(elements: try reader.read(), edges: try reader.read())
            })
    }
}

extension CompiledMarkTest: Storable {
    /// Not what patterns are compiled with.
    func store(to writer: inout ByteWriter) { writer.write(attributes) }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        types = []
        attributes = try reader.read()
    }
}
