import Articles
import Testing

@Suite struct CodePointsTests {
    @Test func asciiIsIdentity() {
        let points = CodePoints(Array("plain words".utf8))
        #expect(points.count == 11)
        #expect(points.offset(of: 0) == 0)
        #expect(points.offset(of: 7) == 7)
        #expect(points.offset(of: 11) == 11)
    }

    @Test func outsideIsTheNearerEnd() {
        for text in ["abc", "äbc"] {
            let points = CodePoints(Array(text.utf8))
            #expect(points.offset(of: -4) == 0)
            #expect(points.offset(of: 99) == 3)
        }
        #expect(CodePoints([]).offset(of: 0) == 0)
    }

    /// Every scalar boundary of texts with scalars of one to four bytes, longer than several blocks.
    @Test func everyBoundaryCountsScalars() {
        let samples = ["“Ünïçødé” said 李 of 🜁 — ", "aé", "🜁", "plain ASCII until the end of it, and then ’"]
        for sample in samples {
            let text = String(repeating: sample, count: 30)
            let points = CodePoints(Array(text.utf8))
            var byte = 0
            for (index, scalar) in text.unicodeScalars.enumerated() {
                #expect(points.offset(of: byte) == index)
                byte += UTF8.width(scalar)
            }
            #expect(points.offset(of: byte) == points.count)
            #expect(points.count == text.unicodeScalars.count)
        }
    }

    @Test func insideAScalarIsItsEnd() {
        #expect(CodePoints(Array("é!".utf8)).offset(of: 1) == 1)
        #expect(CodePoints(Array("é!".utf8)).range(of: 0..<1) == 0..<1)
    }

    @Test func linesAndColumns() {
        let text = "One\r\ntwö three\rfour\n\n“x”"
        let map = LineMap(Array(text.utf8))
        func position(_ part: String) -> String {
            let byte = text.utf8.distance(from: text.startIndex, to: text.range(of: part).lowerBound)
            let (line, column) = map.position(of: byte)
            return "\(line):\(column)"
        }
        #expect(position("One") == "1:1")
        #expect(position("three") == "2:5")
        #expect(position("four") == "3:1")
        #expect(position("x") == "5:2")
    }
}

extension String {
    /// The first place of `part`, which must be there.
    fileprivate func range(of part: String) -> Range<String.Index> {
        var start = startIndex
        while start < endIndex, !self[start...].hasPrefix(part) { start = unicodeScalars.index(after: start) }
        return start..<unicodeScalars.index(start, offsetBy: part.unicodeScalars.count)
    }
}
