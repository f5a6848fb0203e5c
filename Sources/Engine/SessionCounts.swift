import RuleLanguage

/// What one article, or many, add to one group of a score over the session, as it leaves the program.
///
/// Counts of one tally and group are added up by whoever has them: `marks`, `numbers` and `sum` by adding, `least` and
/// `most` by comparing, `values` and `texts` as sets. What comes out is again such a count.
public struct SessionCounts: Sendable, Codable, Equatable {
    /// What one aggregate of the tally, as `sum(<attribution>, strength)`, has to be worked out from.
    public struct Count: Sendable, Codable, Equatable {
        public var marks: Int
        /// How many of the values are numbers.
        public var numbers: Int
        public var sum: Double
        /// `nil` where no value is a number.
        public var least: Double?
        public var most: Double?
        /// The numbers and texts that `distinct` counts, in order; empty for other aggregates.
        public var values: [Double]
        public var texts: [String]
    }

    /// The rule's full name.
    public var id: String
    /// The group; `nil` where the tally has none.
    public var by: String?
    /// One for each aggregate, in the order in which `let` and `value` name them first.
    public var counts: [Count]
}

/// Counts that these rules did not make.
public struct ForeignCounts: Error, Equatable {
    /// The rule that they name.
    public var id: String
}

extension Program {
    /// A part as it leaves the program: in the order of the rules, then of the groups' first appearance.
    public func counts(of part: SessionPart) -> [SessionCounts] {
        part.tallies.sorted { $0.key < $1.key }.flatMap { index, groups in
            let rule = rules[index]
            return groups.groups.map { group in
                SessionCounts(
                    id: rule.fullName, by: group.by,
                    counts: rule.aggregates.indices.map { SessionCounts.Count(group.counts[$0]) })
            }
        }
    }

    /// A part as it came back.
    ///
    /// - Parameters:
    ///   - words: Of all the articles that it was made of; `sentences` likewise.
    public func part(words: Int, sentences: Int, counts: [SessionCounts]) throws(ForeignCounts) -> SessionPart {
        var part = SessionPart()
        part.words = words
        part.sentences = sentences
        for group in counts {
            let index = rules.firstIndex { rule in
                rule.tally?.scope == .session && !rule.isSilent && rule.fullName == group.id
                    && rule.aggregates.count == group.counts.count && (rule.tally?.by == nil) == (group.by == nil)
            }
            guard let index else { throw ForeignCounts(id: group.id) }
            let counts = TallyCounts(group.counts.map { TallyCounts.Count($0) })
            part.tallies[index, default: TallyGroups()].add(counts, to: group.by)
        }
        return part
    }
}

extension SessionCounts.Count {
    fileprivate init(_ count: TallyCounts.Count) {
        self.init(
            marks: count.marks, numbers: count.numbers, sum: count.total, least: count.numbers > 0 ? count.least : nil,
            most: count.numbers > 0 ? count.most : nil, values: [], texts: [])
        for value in count.values {
            switch value {
            case .number(let number): values.append(number)
            case .text(let text): texts.append(text)
            }
        }
        values.sort()
        texts.sort()
    }
}

extension TallyCounts.Count {
    fileprivate init(_ count: SessionCounts.Count) {
        self.init(
            marks: count.marks, numbers: count.numbers, sum: count.sum, least: count.least ?? .infinity,
            most: count.most ?? -.infinity,
            values: Set(count.values.map { .number($0) } + count.texts.map { .text($0) }))
    }
}
