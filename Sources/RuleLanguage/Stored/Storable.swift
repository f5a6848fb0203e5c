/// What can be written with a `ByteWriter` and read back.
public protocol Storable {
    func store(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(ByteReader.Malformed)
}

extension Int: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(number: self) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.number() }
}

extension Int32: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(number: Int(self)) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = Int32(truncatingIfNeeded: try reader.number())
    }
}

extension UInt32: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(number: Int(self)) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = UInt32(truncatingIfNeeded: try reader.number())
    }
}

extension UInt64: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(number: Int(bitPattern: UInt(self))) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = UInt64(UInt(bitPattern: try reader.number()))
    }
}

extension UInt8: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(byte: self) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.byte() }
}

extension Double: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(bitPattern) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = Double(bitPattern: try reader.read())
    }
}

extension Bool: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(byte: self ? 1 : 0) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.byte() != 0 }
}

extension String: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(raw: utf8) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = try reader.text()
    }
}

extension Optional: Storable where Wrapped: Storable {
    @inlinable
    public func store(to writer: inout ByteWriter) {
        writer.write(byte: self == nil ? 0 : 1)
        if let self { writer.write(self) }
    }

    @inlinable
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = try reader.byte() == 0 ? nil : try reader.read(Wrapped.self)
    }
}

extension Array: Storable where Element: Storable {
    @inlinable
    public func store(to writer: inout ByteWriter) {
        writer.write(number: count)
        for element in self { writer.write(element) }
    }

    @inlinable
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let count = try reader.count()
        self = []
        reserveCapacity(count)
        for _ in 0..<count { append(try reader.read()) }
    }
}

extension Set: Storable where Element: Storable & Comparable {
    @inlinable
    public func store(to writer: inout ByteWriter) { writer.write(sorted()) }

    @inlinable
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = Set(try reader.read([Element].self))
    }
}

extension Dictionary: Storable where Key: Storable, Value: Storable {
    /// In no order: what is written may differ from run to run.
    @inlinable
    public func store(to writer: inout ByteWriter) {
        writer.write(number: count)
        for (key, value) in self {
            writer.write(key)
            writer.write(value)
        }
    }

    @inlinable
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let count = try reader.count()
        self.init(minimumCapacity: count)
        for _ in 0..<count {
            let key: Key = try reader.read()
            self[key] = try reader.read(Value.self)
        }
    }
}

extension Range<Int>: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(lowerBound)
        writer.write(upperBound)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let lower: Int = try reader.read()
        let upper: Int = try reader.read()
        guard lower <= upper else { throw ByteReader.Malformed() }
        self = lower..<upper
    }
}

/// An enumeration without associated values: the number of its case.
public protocol StorableCases: Storable, CaseIterable, Equatable where AllCases == [Self] {}

extension StorableCases {
    public func store(to writer: inout ByteWriter) {
        writer.write(byte: UInt8(Self.allCases.firstIndex(of: self) ?? 0))
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self = try reader.element(try reader.byte(), of: Self.allCases)
    }
}
