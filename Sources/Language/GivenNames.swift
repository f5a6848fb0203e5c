import CResources

/// Given names and what gender they tell: the word lists that stand beside the built-in packs.
struct GivenNames: Sendable {
    static let builtIn = GivenNames()

    /// 1 for a man's, 2 for a woman's, 0 for both.
    private var genders: WordNumbers

    private init() {
        let lists = [("given-male.txt", 1), ("given-female.txt", 2)].map { (Self.contents(of: $0), $1) }
        genders = WordNumbers(of: lists.flatMap(\.0))
        var start = 0
        for (bytes, gender) in lists {
            let lines = genders.text.parts(of: start..<start + bytes.count) { $0 == 0x0A }
            for line in lines where bytes[line.lowerBound - start] != 0x23 {
                genders.set(line) { known in known == nil || known == gender ? gender : 0 }
            }
            start += bytes.count
        }
    }

    /// `nil` for a word that is no given name of the lists.
    func gender(_ spelling: [UInt8]) -> Int? { genders.number(of: spelling.span) }

    private static func contents(of path: String) -> [UInt8] {
        var count = 0
        guard let files = unsafe hearsay_rule_files(&count) else { return [] }
        for index in 0..<count {
            let file = unsafe files[index]
            guard unsafe String(cString: file.path) == path else { continue }
            return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
        }
        return []
    }
}
