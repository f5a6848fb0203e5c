// How rules are written for the cache of compiled rules, and read back: one property after the other.

extension Rule: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(name)
        writer.write(fullName)
        writer.write(about)
        writer.write(verb)
        writer.write(flags)
        writer.write(falsePositives)
        writer.write(references)
        writer.write(status)
        writer.write(tests)
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        name = try reader.read()
        fullName = try reader.read()
        about = try reader.read()
        verb = try reader.read()
        flags = try reader.read()
        falsePositives = try reader.read()
        references = try reader.read()
        status = try reader.read()
        tests = try reader.read()
        span = try reader.read()
    }
}

extension Rule.Verb: Storable {
    public func store(to writer: inout ByteWriter) {
        switch self {
        case .match(let match):
            writer.write(byte: 0)
            writer.write(match)
        case .tally(let tally):
            writer.write(byte: 1)
            writer.write(tally)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.byte() {
        case 0: self = .match(try reader.read())
        case 1: self = .tally(try reader.read())
        default: throw Malformed()
        }
    }
}

extension Match: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(patterns)
        writer.write(unless)
        writer.write(condition)
        writer.write(type)
        writer.write(span)
        writer.write(named: attributes)
        writer.write(nest)
        writer.write(named: extend.map { ($0.capture, $0.unit) })
        writer.write(reach)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        patterns = try reader.read()
        unless = try reader.read()
        condition = try reader.read()
        type = try reader.read()
        span = try reader.read()
        attributes = try reader.named(Expression.self)
        nest = try reader.read()
        extend = try reader.named(Unit.self)
        reach = try reader.read()
    }
}

// Pairs of a name and what it names. They have no type of their own: to make one of a generic type, the runtime looks
// through all that the program conforms to.

extension ByteWriter {
    mutating func write<Value: Storable>(named pairs: [(String, Value)]) {
        write(number: pairs.count)
        for (name, value) in pairs {
            write(name)
            write(value)
        }
    }
}

extension ByteReader {
    mutating func named<Value: Storable>(_ type: Value.Type) throws(Malformed) -> [(String, Value)] {
        var pairs: [(String, Value)] = []
        for _ in 0..<(try count()) {
            let name: String = try read()
            pairs.append((name, try read()))
        }
        return pairs
    }
}

extension Reach: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(direction)
        writer.write(over)
        writer.write(until)
        writer.write(stop)
        writer.write(max)
        writer.write(same)
        writer.write(named: set)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        direction = try reader.read()
        over = try reader.read()
        until = try reader.read()
        stop = try reader.read()
        max = try reader.read()
        same = try reader.read()
        set = try reader.named(String.self)
    }
}

extension Tally: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(scope)
        writer.write(by)
        writer.write(named: lets)
        writer.write(value)
        writer.write(named: bands.map { ($0.name, $0.condition) })
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        scope = try reader.read()
        by = try reader.read()
        lets = try reader.named(Expression.self)
        value = try reader.read()
        bands = try reader.named(Expression.self)
    }
}

extension Flag: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(condition)
        writer.write(level)
        writer.write(message)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        condition = try reader.read()
        level = try reader.read()
        message = try reader.read()
    }
}

extension Tests: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(hits)
        writer.write(misses)
        writer.write(contexts)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        hits = try reader.read()
        misses = try reader.read()
        contexts = try reader.read()
    }
}

extension Tests.Case: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(text)
        writer.write(zone)
        writer.write(outlet)
        writer.write(number: expected.count)
        for (name, range) in expected {
            writer.write(name)
            writer.write(range)
        }
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        text = try reader.read()
        zone = try reader.read()
        outlet = try reader.read()
        expected = []
        for _ in 0..<(try reader.count()) {
            let name: String? = try reader.read()
            expected.append((name, try reader.read()))
        }
        span = try reader.read()
    }
}

extension Tests.ContextCase: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(text)
        writer.write(named: tagged.map { ($0.type, $0.range) })
        writer.write(named: values)
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        text = try reader.read()
        tagged = try reader.named(Range<Int>.self)
        values = try reader.named(String.self)
        span = try reader.read()
    }
}
