import Articles
import Testing

@Suite struct GlobTests {
    private let box = Sandbox()

    init() {
        for name in ["a.txt", "b.txt", ".c.txt", "d.md", "deep/e.txt", "deep/er/f.txt", "deep/.g/h.txt", "x[1].txt"] {
            _ = box.file(name, "x")
        }
    }

    private func expand(_ pattern: String) throws -> [String] {
        try Glob.expand("\(box.path)/\(pattern)").map(box.short)
    }

    @Test func patterns() throws {
        #expect(try expand("*.txt") == ["a.txt", "b.txt", "x[1].txt"])
        #expect(try expand("?.*") == ["a.txt", "b.txt", "d.md"])
        #expect(try expand("[ab].txt") == ["a.txt", "b.txt"])
        #expect(try expand("*/*.txt") == ["deep/e.txt"])
        #expect(try expand("**/*.txt") == ["a.txt", "b.txt", "deep/e.txt", "deep/er/f.txt", "x[1].txt"])
        #expect(try expand("deep/**") == ["deep/e.txt", "deep/er/f.txt"])
        #expect(try expand("*/er/f.txt") == ["deep/er/f.txt"])
    }

    @Test func whatExistsIsNoPattern() throws {
        #expect(try expand("x[1].txt") == ["x[1].txt"])
        #expect(try expand("none.txt") == ["none.txt"])
        #expect(try Glob.expand("-") == ["-"])
    }

    @Test func nothingFoundIsAnError() {
        #expect { try expand("*.pdf") } throws: { ($0 as? ArticleError)?.code == .noArticles }
    }
}
