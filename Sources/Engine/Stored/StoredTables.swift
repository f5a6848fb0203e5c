import RuleLanguage

// How a program's tables are written for the cache of compiled rules, and read back.

extension TypeTable: Storable {
    func store(to writer: inout ByteWriter) { writer.write(names) }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        for name in try reader.read([String].self) { add(name) }
    }
}

extension Trie: Storable {
    func store(to writer: inout ByteWriter) {
        writer.write(nodes)
        writer.write(edges)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(nodes: try reader.read(), edges: try reader.read())
    }
}

extension LexiconTable.Lexicon: Storable {
    /// Not what patterns are compiled with.
    func store(to writer: inout ByteWriter) {
        writer.write(single)
        writer.write(root)
        writer.write(opening)
        writer.write(singleBit)
        writer.write(openingBit)
        writer.write(shortest)
        writer.write(longest)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        single = try reader.read()
        root = try reader.read()
        opening = try reader.read()
        singleBit = try reader.read()
        openingBit = try reader.read()
        shortest = try reader.read()
        longest = try reader.read()
    }
}
