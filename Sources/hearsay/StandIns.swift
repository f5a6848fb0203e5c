import Foundation
import Glibc
import Hearsay
import Synchronization
import Terminal

final class ArticleSource: Sendable {
    private let items: Mutex<[Input]>

    init(_ paths: [String]?) throws {
        var items: [Input] = []
        func lines(_ data: Data, _ path: String) {
            for (number, line) in data.split(separator: 0x0A).enumerated() {
                let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
                guard let text = object?["text"] as? String else {
                    let id = object?["id"] as? String ?? "\(number + 1)"
                    items.append(
                        .failure(
                            InputFailure(
                                id: id, code: "not-json", message: "not an article",
                                description: "\(path):\(number + 1): error[not-json]: not an article")))
                    continue
                }
                var article = Article(id: object?["id"] as? String ?? "\(number + 1)", plainText: text)
                article.metadata.title = object?["title"] as? String
                items.append(.success(article))
            }
        }
        for path in paths ?? ["-"] {
            let data =
                path == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
            guard let data else {
                let message = "no such file"
                items.append(
                    .failure(
                        InputFailure(
                            id: path, code: "not-found", message: message,
                            description: "\(path): error[not-found]: \(message)")))
                continue
            }
            if paths == nil || path.hasSuffix(".jsonl") {
                lines(data, path)
            } else {
                var article = Article(id: path, plainText: String(decoding: data, as: UTF8.self))
                article.path = path
                items.append(.success(article))
            }
        }
        self.items = Mutex(items.reversed())
    }

    @Sendable func next() -> Input? { items.withLock { $0.popLast() } }
}

enum ColorPolicy: String, Sendable, CaseIterable {
    case auto, always, never
    func colors(_ descriptor: Int32) -> Bool { self == .always }
}

enum Interrupt {
    private static let flag = Atomic<Bool>(false)
    static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interrupt.flag.store(true, ordering: .relaxed) }
        sigaction(SIGINT, &action, nil)
    }
    static var isPending: Bool { flag.load(ordering: .relaxed) }
}

func runInteractive(
    rulebook: Rulebook, open: [String] = [], version: String, color: ColorPolicy = .auto, isQuiet: Bool = false
) -> Int32 { 0 }
func runScript(
    rulebook: Rulebook, script: String, arguments: [String] = [], version: String, color: ColorPolicy = .auto,
    echo: Bool = false
) -> Int32 { 0 }
func runCommands(
    rulebook: Rulebook, commands: String, arguments: [String] = [], version: String, color: ColorPolicy = .auto
) -> Int32 { 0 }
