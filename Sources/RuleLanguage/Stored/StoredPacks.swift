// How packs are written for the cache of compiled rules, and read back: one property after the other.

typealias Malformed = ByteReader.Malformed

extension Match.Unit: StorableCases {}
extension Reach.Direction: StorableCases {}
extension Reach.Stop: StorableCases {}
extension Tally.Scope: StorableCases {}
extension Rule.Status: StorableCases {}
extension Level: StorableCases {}
extension Diagnostic.Severity: StorableCases {}

extension SourceSpan: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(file: file)
        writer.write(start)
        writer.write(end - start)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let file = try reader.file()
        let start = try reader.number()
        self.init(file: file, start: start, end: start &+ (try reader.number()))
    }
}

extension Diagnostic: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(severity)
        writer.write(code)
        writer.write(message)
        writer.write(span)
        writer.write(rule)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let severity: Severity = try reader.read()
        let code: String = try reader.read()
        let message: String = try reader.read()
        let span: SourceSpan? = try reader.read()
        self.init(severity, code, message, at: span, rule: try reader.read())
    }
}

extension Library: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(packs)
        writer.write(diagnostics)
        writer.write(exceptions)
        writer.write(switchedOff)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let packs: [Pack] = try reader.read()
        let diagnostics: [Diagnostic] = try reader.read()
        self.init(packs: packs, diagnostics: diagnostics, exceptions: try reader.read())
        switchedOff = try reader.read()
    }
}

extension Pack: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(name)
        writer.write(version)
        writer.write(about)
        writer.write(lang)
        writer.write(license)
        writer.write(isOn)
        writer.write(uses)
        writer.write(file: source)
        writer.write(number: files.count)
        for file in files { writer.write(file: file) }
        writer.write(hash)
        writer.write(ruleCount)
        writer.writeDeferred { writer in
            writer.write(lexicons)
            writer.write(patterns)
            writer.write(rules)
        }
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        name = try reader.read()
        version = try reader.read()
        about = try reader.read()
        lang = try reader.read()
        license = try reader.read()
        isOn = try reader.read()
        uses = try reader.read()
        source = try reader.file()
        files = []
        for _ in 0..<(try reader.count()) { files.append(try reader.file()) }
        hash = try reader.read()
        ruleCount = try reader.read()
        contents = try reader.deferred { reader throws(ByteReader.Malformed) in
            Contents(lexicons: try reader.read(), patterns: try reader.read(), rules: try reader.read())
        }
    }
}

extension Lexicon: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(reference)
        writer.write(entries)
        writer.write(span)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        reference = try reader.read()
        entries = try reader.read()
        span = try reader.read()
    }
}

extension Lexicon.Entry: Storable {
    public func store(to writer: inout ByteWriter) { writer.write(tokens) }
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { tokens = try reader.read() }
}

extension LexiconReference: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(pack)
        writer.write(name)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        pack = try reader.read()
        name = try reader.read()
    }
}

extension RuleException: Storable {
    public func store(to writer: inout ByteWriter) {
        writer.write(patterns)
        writer.write(rules)
        writer.write(why)
    }

    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        patterns = try reader.read()
        rules = try reader.read()
        why = try reader.read()
    }
}
