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
