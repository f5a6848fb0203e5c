import ArgumentParser
import Glibc

/// What `Scripts/install` puts beside the program: the manual page, and completions for the system's shells. All of it
/// comes from the command line's own declarations and the shell's registry.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write the manual page or a shell's completions.", shouldDisplay: false)

    enum Product: String, ExpressibleByArgument, CaseIterable {
        case man, bash, zsh, fish
        /// What completes the last of the words that follow.
        case words
    }

    @Argument(help: "man, bash, zsh, fish, or words.")
    var product: Product

    @Argument(parsing: .captureForPassthrough, help: "With words: -- and the words of a command line.")
    var words: [String] = []

    func run() throws {
        Standard.expectClosedPipes()
        try Standard.write(Array(text.utf8))
    }

    private var text: String {
        switch product {
        case .man: ManualPage().text
        case .words:
            (CommandWords()?.candidates(Array(words.drop { $0 == "--" })) ?? []).map { $0 + "\n" }.joined()
        // The program is asked itself; where it knows nothing, names of files are completed.
        case .bash:
            #"""
            _hearsay() {
                local IFS=$'\n'
                COMPREPLY=($("${COMP_WORDS[0]}" generate words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
            }
            complete -o filenames -o bashdefault -o default -F _hearsay hearsay

            """#
        case .zsh:
            #"""
            #compdef hearsay
            local -a found
            found=(${(f)"$($words[1] generate words -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
            (( $#found )) && compadd -a found || _files

            """#
        case .fish:
            #"""
            function __hearsay_words
                set -l words (commandline -opc) (commandline -ct)
                $words[1] generate words -- $words[2..] 2>/dev/null
            end
            complete -c hearsay -a '(__hearsay_words)'

            """#
        }
    }
}
