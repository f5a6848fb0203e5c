import Articles
import Language
import Testing

@testable import Engine

struct MemoryTests {
    /// What was worked out for an article is given back with its findings: a corpus runs in constant memory.
    @Test func textsAreGivenBack() {
        let bytes = Array("She said that he left.".utf8)
        let layout = Layout(blocks: [.init(range: 0..<bytes.count, zone: .body, paragraph: 1)])
        weak var text: MatchText?
        do {
            let document = Reader().read(bytes, layout: layout)
            let applied = Matcher(Program([], lexicons: [])).applied(to: document, metadata: Metadata())
            #expect(applied.nesting != nil)
            text = applied
        }
        #expect(text == nil)
    }
}
