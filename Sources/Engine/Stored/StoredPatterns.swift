import RuleLanguage

// How compiled patterns are written for the cache of compiled rules, and read back: what the matcher reads in one piece
// each, what only explanations ask for when it is asked for.

typealias Malformed = ByteReader.Malformed

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
        writer.write(forks)
        writer.write(excludedEnds)
        writer.write(excludedSpecs)
        writer.write(flat: anchors)
        writer.writeDeferred { writer in
            writer.write(notes.value.elements)
            writer.write(notes.value.edges)
        }
    }

    convenience init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let code = try FixedArray<Instruction>(from: &reader)
        let lookahead = try FixedArray<Lookahead>(from: &reader)
        let forks: FixedLists = try reader.read()
        let excludedEnds = try FixedArray<Int32>(from: &reader)
        let excludedSpecs = try FixedArray<TokenSpec>(from: &reader)
        let anchors = try reader.flat(of: Anchor.self)
        guard code.count == lookahead.count, code.count == forks.count else { throw Malformed() }
        self.init(
            code: code, lookahead: lookahead, forks: forks, excludedEnds: excludedEnds, excludedSpecs: excludedSpecs,
            anchors: anchors,
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
