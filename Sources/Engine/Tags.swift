import Language
import RuleLanguage

extension Tag {
    /// The numbers of the tags that pass a test.
    static func numbers(for test: TagTest) -> Set<UInt8> {
        let passing = all.filter { tag in
            switch test {
            case .universal(let name): tag.universal == name.uppercased()
            case .penn(let name): tag.penn == name
            case .pennPrefix(let part): tag.penn.hasPrefix(part)
            }
        }
        return Set(passing.map(\.rawValue))
    }
}

/// A set of tags by their numbers.
struct TagSet: Sendable, BitwiseCopyable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ tags: Set<UInt8>) {
        for tag in tags {
            let bit = UInt64(1) << UInt64(tag & 63)
            switch tag >> 6 {
            case 0: bits.0 |= bit
            case 1: bits.1 |= bit
            case 2: bits.2 |= bit
            default: bits.3 |= bit
            }
        }
    }

    func contains(_ tag: UInt8) -> Bool {
        let word =
            switch tag >> 6 {
            case 0: bits.0
            case 1: bits.1
            case 2: bits.2
            default: bits.3
            }
        return word >> UInt64(tag & 63) & 1 != 0
    }
}
