import ArgumentParser
import Glibc
import Shell

/// What `Scripts/install` puts beside the program: the manual page, and completions for the system's shells. All of it
/// comes from the command line's own declarations and the shell's registry.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write the manual page or a shell's completions.", shouldDisplay: false)

    enum Product: String, ExpressibleByArgument, CaseIterable { case man, bash, zsh, fish }

    @Argument(help: "man, bash, zsh or fish.")
    var product: Product

    func run() throws {
        Standard.expectClosedPipes()
        try Standard.write(Array(text.utf8))
    }

    private var text: String {
        switch product {
        case .man: ManualPage().text
        // Articles and sessions are files: where no command fits, the shell's own completion of names goes on.
        case .bash:
            HearsayCommand.completionScript(for: .bash).replacing(
                "complete -o filenames -F", with: "complete -o filenames -o bashdefault -o default -F")
        case .zsh: HearsayCommand.completionScript(for: .zsh)
        case .fish:
            HearsayCommand.completionScript(for: .fish).replacing("complete -c hearsay -f\n", with: "")
        }
    }
}
