import Language

/// The mark types of a program: those of the language layer and those its rules make.
struct TypeTable: Sendable {
    private(set) var names: [String] = []
    private var ids: [String: Int] = [:]

    init() {
        for kind in LanguageMark.Kind.allCases { add(kind.name) }
    }

    mutating func add(_ name: String) {
        guard ids[name] == nil else { return }
        ids[name] = names.count
        names.append(name)
    }

    func id(of name: String) -> Int? { ids[name] }
    func id(of kind: LanguageMark.Kind) -> Int { Int(kind.rawValue) }

    /// The type's number and those of its subtypes (`source` takes `source.person`).
    func subtypes(of name: String) -> Set<Int> {
        var found = Set<Int>()
        for (id, other) in names.enumerated() where isType(other, a: name) { found.insert(id) }
        return found
    }

    func isType(_ type: String, a ancestor: String) -> Bool {
        guard type.utf8.count > ancestor.utf8.count else { return type == ancestor }
        return type.utf8.starts(with: ancestor.utf8)
            && type.utf8.dropFirst(ancestor.utf8.count).first == UInt8(ascii: ".")
    }

    /// A type's first segment.
    static func family(of type: String) -> String { String(type.prefix { $0 != "." }) }
}
