import Foundation
import Hearsay
import SessionStore

/// What readers decided and noted, with what can be taken back.
///
/// A decision belongs to an article, a rule, its words and their sentence: it holds while numbers change and rules come
/// and go.
struct Remarks {
    /// What there is at one moment.
    struct Content: Equatable {
        var reviews: [Review] = []
        var notes: [Note] = []
    }

    private struct Place: Hashable {
        var article: Int
        var flag: FlagKey
    }

    private(set) var content = Content()
    private var decisions: [Place: Int] = [:]
    private var undone: [(label: String, content: Content)] = []
    private var done: [(label: String, content: Content)] = []

    init() {}

    /// Those of a file; nothing of that is taken back.
    init(reviews: [Review], notes: [Note]) {
        content = Content(reviews: reviews, notes: notes)
        index()
    }

    /// Whether anything was decided or noted since the session was opened.
    var hasChanges: Bool { isChanged || !done.isEmpty }
    private var isChanged = false

    /// Says that what is there was never saved.
    mutating func markChanged() { isChanged = true }

    func review(_ article: Int, _ flag: FlagKey) -> Review? {
        decisions[Place(article: article, flag: flag)].map { content.reviews[$0] }
    }

    func notes(_ article: Int, _ flag: FlagKey?) -> [Note] {
        content.notes.filter { $0.article == article && $0.flag == flag }
    }

    /// Changes something, under a name by which `undo` tells of it.
    mutating func change(_ label: String, _ body: (inout Content) -> Void) {
        let former = content
        body(&content)
        guard content != former else { return }
        done.append((label, former))
        undone = []
        index()
    }

    /// - Returns: What was taken back; `nil` where there is nothing.
    mutating func undo() -> String? {
        guard let last = done.popLast() else { return nil }
        undone.append((last.label, content))
        content = last.content
        index()
        return last.label
    }

    /// - Returns: What was done again; `nil` where there is nothing.
    mutating func redo() -> String? {
        guard let last = undone.popLast() else { return nil }
        done.append((last.label, content))
        content = last.content
        index()
        return last.label
    }

    private mutating func index() {
        decisions = [:]
        for (i, review) in content.reviews.enumerated() {
            decisions[Place(article: review.article, flag: review.flag)] = i
        }
    }
}

extension Loaded {
    /// What the flags are known by, in the order of `flags`.
    static func keys(_ analysis: Analysis, flagged: [Int]) -> [FlagKey] {
        var counts: [FlagKey: Int] = [:]
        return flagged.map { index in
            let mark = analysis.findings.marks[index]
            let sentence = analysis.sentence(of: mark)
            var key = FlagKey(
                rule: mark.rule, text: oneLine(analysis.text(mark.range)), sentence: oneLine(analysis.text(sentence)),
                nth: 1)
            counts[key, default: 0] += 1
            key.nth = counts[key] ?? 1
            return key
        }
    }
}

extension Analysis {
    /// Byte range of the sentence that a mark stands in.
    func sentence(of mark: Mark) -> Range<Int> {
        let index = mark.context.sentence - 1
        return sentences.indices.contains(index) ? sentences[index] : mark.range
    }
}
