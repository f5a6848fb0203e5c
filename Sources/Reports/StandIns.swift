import Hearsay

/// Code points of a text by byte offset.
struct CodePoints {
    private let counts: [Int]
    init(_ text: [UInt8]) {
        var counts = [Int](repeating: 0, count: text.count + 1)
        for i in text.indices { counts[i + 1] = counts[i] + (text[i] & 0xC0 == 0x80 ? 0 : 1) }
        self.counts = counts
    }
    func offset(_ byte: Int) -> Int { counts[byte] }
    func range(_ bytes: Range<Int>) -> Range<Int> { offset(bytes.lowerBound)..<offset(bytes.upperBound) }
}

func sha256Hex(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    return padded + padded + padded + padded
}
