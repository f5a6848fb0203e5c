/// A pack's file, its head read and its lexicons and rules still to be read.
final class PackDraft {
    let name: String
    let index: Int
    let file: PackFile
    let version: String
    let about: String
    let lang: String?
    let license: String?
    let isOn: Bool
    /// Packs it uses, with the place of each.
    let uses: [SourceText]
    let lexicons: [YAMLEntry]
    /// Patterns with a name, for use in others as `%name`.
    let patterns: [YAMLEntry]
    let rules: [YAMLEntry]
    /// Word lists read for its lexicons, by path.
    var companions: [String: SourceFile] = [:]

    static let languageVersion = 1
    static let keys = [
        "pack", "version", "engine", "lang", "license", "about", "default", "use", "lexicons", "patterns",
        "rules",
    ]

    /// Logs what is wrong with the head; `nil` where the file is no pack that can be read.
    init?(_ file: PackFile, index: Int, log: Log) {
        let (node, diagnostics) = YAMLReader.read(file.source)
        for diagnostic in diagnostics { log.add(diagnostic) }
        guard let node, let fields = Fields(node, "a pack", keys: Self.keys, log: log) else { return nil }
        guard let name = fields.text("pack") else {
            fields.missing("pack", "a pack", at: SourceSpan(file: file.source, start: 0, end: 0))
            return nil
        }
        if !Names.isPack(name.string) {
            let message = "a pack's name is small letters, digits and `-`, as in core/hedging"
            log.add(.badName, message, at: name.span)
        }
        self.name = name.string
        self.index = index
        self.file = file
        version = Self.version(fields, name, log: log)
        about = fields.string("about") ?? ""
        lang = fields.string("lang")
        license = fields.string("license")
        isOn = fields.choice("default", [("on", true), ("off", false)]) ?? true
        uses = fields.texts("use")
        lexicons = fields["lexicons"].flatMap { Values.mapping($0, "`lexicons`", log: log) } ?? []
        patterns = fields["patterns"].flatMap { Values.mapping($0, "`patterns`", log: log) } ?? []
        rules = Likeness.unfold(fields["rules"].flatMap { Values.mapping($0, "`rules`", log: log) } ?? [])
        guard Self.isEngineNewEnough(fields, log: log) else { return nil }
    }

    private static func version(_ fields: Fields, _ name: SourceText, log: Log) -> String {
        guard let text = fields.text("version") else {
            if fields["version"] == nil { fields.missing("version", "a pack", at: name.span) }
            return "0.0.0"
        }
        let core = text.string.split(separator: "-", maxSplits: 1).first ?? ""
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        let isVersion = parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }
        if !isVersion {
            log.add(.badVersion, "a version is three numbers, as in 1.0.0", at: text.span)
        }
        return text.string
    }

    /// `'>=1'`
    private static func isEngineNewEnough(_ fields: Fields, log: Log) -> Bool {
        guard let text = fields.text("engine") else { return true }
        let written = text.string
        guard let number = Int(written.hasPrefix(">=") ? String(written.dropFirst(2)) : written) else {
            log.add(.badVersion, "the language version that a pack needs is written '>=1'", at: text.span)
            return true
        }
        if number > languageVersion {
            let message = "the pack needs rule language \(number), and this program reads \(languageVersion); update it"
            log.add(.engineTooOld, message, at: text.span)
        }
        return number <= languageVersion
    }

    /// Reads a word list that stands beside the pack, once.
    func companion(_ path: String) -> SourceFile? {
        if let known = companions[path] { return known }
        let found = file.companion(path)
        companions[path] = found
        return found
    }
}
