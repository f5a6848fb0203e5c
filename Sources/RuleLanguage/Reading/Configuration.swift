/// A `hearsay.yaml`: which packs to use, and how to tune them.
public struct Configuration: Sendable {
    /// Names of packs and paths (`./desk`), as written; `nil` where the file names none.
    public var use: [String]?
    /// The file's folder is what the paths in `use` start from.
    public var source: SourceFile
    var tune: [YAMLEntry] = []
    var except: [YAMLNode] = []

    /// Reads the file by itself. What it says about packs is checked when packs are read with it.
    public static func read(_ file: SourceFile) -> (Configuration, [Diagnostic]) {
        let log = Log()
        var configuration = Configuration(use: nil, source: file)
        let (node, diagnostics) = YAMLReader.read(file)
        for diagnostic in diagnostics { log.add(diagnostic) }
        let keys = ["use", "tune", "except"]
        guard let node, let fields = Fields(node, "hearsay.yaml", keys: keys, log: log) else {
            return (configuration, log.diagnostics)
        }
        if fields["use"] != nil { configuration.use = fields.texts("use").map(\.string) }
        configuration.tune = fields["tune"].flatMap { Values.mapping($0, "`tune`", log: log) } ?? []
        if let node = fields["except"] {
            if case .sequence(let nodes) = node.kind {
                configuration.except = nodes
            } else {
                configuration.except = [node]
            }
        }
        return (configuration, log.diagnostics)
    }
}

/// Words on which some rules keep silent.
public struct RuleException: Sendable {
    public var patterns: [Pattern]
    /// Full names.
    public var rules: [String]
    public var why: String?

    public init(patterns: [Pattern], rules: [String], why: String?) {
        self.patterns = patterns
        self.rules = rules
        self.why = why
    }
}
