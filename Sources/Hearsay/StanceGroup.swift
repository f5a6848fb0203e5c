/// Marks of the type `stance` in which the same holder takes the same position on the same target.
public struct StanceGroup: Sendable {
    public var holder: String
    /// What follows the type's first segment: `oppose` of `stance.oppose`; denied ones say so.
    public var position: String
    public var target: String
    /// Indices in `Findings.marks`, in order of appearance.
    public var marks: [Int]

    /// In order of appearance.
    ///
    /// - Parameter isShown: Which marks count, by index in `Findings.marks`.
    public static func all(in analysis: Analysis, where isShown: (Int) -> Bool = { _ in true }) -> [StanceGroup] {
        var groups: [StanceGroup] = []
        var places: [String: Int] = [:]
        for (index, mark) in analysis.findings.marks.enumerated()
        where mark.isA("stance") && isShown(index) {
            let target = mark.captures.first { $0.name == "target" }?.ranges.first { !$0.isEmpty } ?? mark.range
            let kind = mark.type.split(separator: ".").dropFirst().joined(separator: ".")
            var holder = mark.context.voice
            if case .text(let named)? = mark["holder"] { holder = named }
            let group = StanceGroup(
                holder: oneLine(holder), position: mark.context.polarity == "denied" ? "not \(kind)" : kind,
                target: oneLine(analysis.text(target)), marks: [index])
            let key = [group.holder, group.position, group.target].joined(separator: "\u{0}").lowercased()
            if let place = places[key] {
                groups[place].marks.append(index)
            } else {
                places[key] = groups.count
                groups.append(group)
            }
        }
        return groups
    }
}
