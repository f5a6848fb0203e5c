import Hearsay

/// What a report was made with.
public struct Provenance: Sendable {
    public struct Pack: Sendable {
        public var name: String
        public var version: String
        /// SHA-256 of the pack's files, in hexadecimal.
        public var hash: String

        public init(name: String, version: String, hash: String) {
            self.name = name
            self.version = version
            self.hash = hash
        }
    }

    /// The version of this program.
    public static let programVersion = "0.1.0"

    public var version: String
    public var packs: [Pack]
    private let notes: Deferred<[String: RuleNote]>
    /// What the rules' authors wrote, by the rules' full names.
    public var rules: [String: RuleNote] { notes.value }

    public init(version: String = Provenance.programVersion, packs: [Pack], rules: [String: RuleNote] = [:]) {
        self.version = version
        self.packs = packs
        notes = Deferred { rules }
    }

    public init(_ rulebook: Rulebook) {
        version = Self.programVersion
        packs = rulebook.program.packs.map { Pack(name: $0.name, version: $0.version, hash: $0.hash) }
        notes = Deferred { Dictionary(rulebook.rules.map { ($0.fullName, RuleNote($0)) }) { first, _ in first } }
    }

    /// `hearsay 0.1.0; core/hedging 1.0.0 (0123456789ab)`: hashes cut to twelve digits.
    public var line: String {
        (["hearsay \(version)"] + packs.map { "\($0.name) \($0.version) (\($0.hash.prefix(12)))" })
            .joined(separator: "; ")
    }
}

extension JSONWriter {
    /// `{"program": …, "version": …, "packs": [{"name", "version", "sha256"}]}`
    mutating func write(_ provenance: Provenance) {
        beginObject()
        key("program")
        string("hearsay")
        key("version")
        string(provenance.version)
        key("packs")
        beginArray()
        for pack in provenance.packs {
            beginObject()
            key("name")
            string(pack.name)
            key("version")
            string(pack.version)
            key("sha256")
            string(pack.hash)
            endObject()
        }
        endArray()
        endObject()
    }
}
