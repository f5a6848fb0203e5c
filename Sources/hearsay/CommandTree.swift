import Foundation

/// A command with what it takes, as the argument parser tells of it.
struct CommandTree: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        /// `positional`, `option` or `flag`.
        var kind: String
        var shouldDisplay: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var isRepeating: Bool
        var sectionTitle: String?
        /// The values that an option can have, where it has only these.
        var allValues: [String]?

        /// With their dashes.
        var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }

        /// `-o, --output FILE`
        var heading: String {
            let value = (valueName ?? "").uppercased()
            if spellings.isEmpty { return value + (isRepeating ? "…" : "") }
            return spellings.joined(separator: ", ") + (kind == "option" ? " " + value : "")
        }
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [CommandTree]?
    var defaultSubcommand: String?
    var arguments: [Argument]?

    /// The commands below it that are for people.
    var shown: [CommandTree] { (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" } }

    private struct Tool: Decodable { var command: CommandTree }

    /// The program itself.
    static var root: CommandTree? {
        try? JSONDecoder().decode(Tool.self, from: Data(HearsayCommand._dumpHelp().utf8)).command
    }
}
