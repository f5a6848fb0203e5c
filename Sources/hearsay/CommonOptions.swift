import ArgumentParser
import Glibc
import Hearsay
import Terminal

/// The parser's, not the rule language's.
typealias Flag = ArgumentParser.Flag

extension ColorPolicy: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "What the input is, whatever its name: \(FileFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "format"))
    var format: FileFormat?

    @Option(
        help: ArgumentHelp(
            "The field of records or column of tables that holds the text; without it, it is found and said.",
            valueName: "name"))
    var textField: String?

    @Option(help: ArgumentHelp("Which packs, separated by commas; core ones without core/.", valueName: "a,b"))
    var packs: String?

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("Add a pack, a folder of packs or a hearsay.yaml (repeatable).", valueName: "path"))
    var rulePaths: [String] = []

    @Flag(help: "Use only what --rules adds.")
    var noCore = false

    @Flag(help: "Look for no hearsay.yaml.")
    var noConfig = false

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorPolicy = .auto

    @Flag(name: .shortAndLong, help: "Say nothing but errors beside the output.")
    var quiet = false

    var settings: CommonSettings {
        CommonSettings(
            format: format, textField: textField, packs: packs, rulePaths: rulePaths, noCore: noCore,
            noConfig: noConfig, color: color, quiet: quiet)
    }

    var selection: RuleSelection { settings.selection }
    var inputFormat: InputOptions { settings.inputFormat }
    func loadRules() -> Rulebook { settings.loadRules() }
}

/// What `CommonOptions` holds, without what the parser keeps beside it: that alone takes a thirtieth of a short run to make.
struct CommonSettings {
    var format: FileFormat?
    var textField: String?
    var packs: String?
    var rulePaths: [String] = []
    var noCore = false
    var noConfig = false
    var color = ColorPolicy.auto
    var quiet = false

    var inputFormat: InputOptions { InputOptions(format: format, textField: textField, isQuiet: quiet) }

    var selection: RuleSelection {
        RuleSelection(
            packs: packs.map { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } }, paths: rulePaths,
            useCore: !noCore, useConfig: !noConfig)
    }

    /// The rules, with what is wrong with them said. Whatever is right runs; `status` tells at the end.
    func loadRules() -> Rulebook {
        let rulebook = Rulebook.load(selection, cache: .standard)
        // Held until the process ends: giving the rules back piece by piece takes a tenth of a short run.
        _ = Unmanaged.passRetained(Held(rulebook: rulebook))
        let colored = color.colors(STDERR_FILENO)
        for diagnostic in rulebook.diagnostics where diagnostic.severity == .error {
            Standard.complain(diagnostic.rendered(color: colored))
        }
        return rulebook
    }
}

private final class Held {
    let rulebook: Rulebook
    init(rulebook: Rulebook) { self.rulebook = rulebook }
}

extension Rulebook {
    var status: Status { hasErrors ? .rules : .success }
}
