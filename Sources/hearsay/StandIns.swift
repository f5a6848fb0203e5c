import Foundation
import Hearsay
import Synchronization

final class ArticleSource: Sendable {
    private let paths: Mutex<[String]>
    private let line = Atomic<Int>(0)
    private let isStream: Bool

    init(_ paths: [String]?) throws {
        isStream = paths == nil
        self.paths = Mutex((paths ?? []).reversed())
    }

    @Sendable func next() -> Input? {
        if isStream { return record() }
        guard let path = paths.withLock({ $0.popLast() }) else { return nil }
        let data =
            path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
        guard let data else {
            let message = "no such file"
            return .failure(
                InputFailure(
                    id: path, code: "not-found", message: message,
                    description: "\(path): error[not-found]: \(message)"))
        }
        var article = Article(id: path, plainText: String(decoding: data, as: UTF8.self))
        article.path = path
        return .success(article)
    }

    private func record() -> Input? {
        guard let text = readLine() else { return nil }
        let number = line.wrappingAdd(1, ordering: .relaxed).newValue
        let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
        let id = object?["id"] as? String ?? "\(number)"
        guard let text = object?["text"] as? String else {
            return .failure(
                InputFailure(
                    id: id, code: "not-json", message: "not an article",
                    description: "-:\(number): error[not-json]: not an article"))
        }
        var article = Article(id: id, plainText: text)
        article.metadata.title = object?["title"] as? String
        return .success(article)
    }
}
