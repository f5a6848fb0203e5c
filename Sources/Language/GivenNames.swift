import CResources

/// Given names and what gender they tell: the word lists that stand beside the built-in packs.
struct GivenNames: Sendable {
    static let builtIn = GivenNames()

    /// 1 for a man's, 2 for a woman's, 0 for both.
    private var genders: [[UInt8]: Int] = [:]

    private init() {
        for (path, gender) in [("given-male.txt", 1), ("given-female.txt", 2)] {
            for name in Self.lines(of: path) {
                genders[name] = genders[name].map { $0 == gender ? gender : 0 } ?? gender
            }
        }
    }

    /// `nil` for a word that is no given name of the lists.
    func gender(_ spelling: [UInt8]) -> Int? { genders[spelling] }

    private static func lines(of path: String) -> [[UInt8]] {
        var count = 0
        guard let files = unsafe hearsay_rule_files(&count) else { return [] }
        for index in 0..<count {
            let file = unsafe files[index]
            guard unsafe String(cString: file.path) == path else { continue }
            let bytes = unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
            return bytes.split(separator: 0x0A).filter { $0.first != 0x23 }.map(Array.init)
        }
        return []
    }
}
