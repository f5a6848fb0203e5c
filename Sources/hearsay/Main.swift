import ArgumentParser

@main
struct Main: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hearsay", abstract: "Reads the news the way a sceptical editor does.")
}
