/// A part-of-speech tag: a Penn tag and the universal tag that goes with it, as one number.
///
/// The numbers are those of the model that was trained with this table: they change only together.
public struct Tag: RawRepresentable, Sendable, Hashable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let none = Tag(rawValue: 0)

    /// Every tag that a token can have, without `none`.
    public static let all: [Tag] = names.indices.dropFirst().map { Tag(rawValue: UInt8($0)) }

    /// The Penn tag as the English Web Treebank has it: `VBD`, `-LRB-`, `HYPH`; `_` for `none`.
    public var penn: String { Self.names[min(Int(rawValue), Self.names.count - 1)].penn }

    /// The universal tag: `VERB`, `PUNCT`; `_` for `none`.
    public var universal: String { Self.names[min(Int(rawValue), Self.names.count - 1)].universal }

    /// The most frequent tag with this Penn tag; `nil` where there is none of that name.
    public init?(penn: String) {
        guard let tag = Self.usual[penn] else { return nil }
        self = tag
    }

    /// The tag of these two names; `nil` where the table lacks it.
    public init?(penn: String, universal: String) {
        guard let index = Self.names.firstIndex(where: { $0.penn == penn && $0.universal == universal }) else {
            return nil
        }
        self.init(rawValue: UInt8(index))
    }

    private static let usual: [String: Tag] = {
        var tags: [String: Tag] = [:]
        for tag in all where tags[tag.penn] == nil || preferred.contains("\(tag.penn)/\(tag.universal)") {
            tags[tag.penn] = tag
        }
        return tags
    }()

    /// The most frequent tag of a Penn tag that has several, where it is not the first in the table.
    private static let preferred: Set<String> = [
        "AFX/X", "FW/X", "GW/X", "NNP/PROPN", "SYM/SYM", "VB/VERB", "VBD/VERB", "VBG/VERB", "VBN/VERB",
        "VBP/VERB", "WDT/PRON",
    ]

    private static let names: [(penn: String, universal: String)] = {
        let table = """
            $/SYM ''/PUNCT ,/PUNCT ,/SYM -LRB-/PUNCT -RRB-/PUNCT ./PUNCT :/PUNCT ADD/PROPN ADD/X AFX/ADJ AFX/ADV
            AFX/NOUN AFX/VERB AFX/X CC/CCONJ CD/NUM CD/PRON DT/DET DT/PRON EX/PRON FW/ADV FW/NOUN FW/X GW/ADJ
            GW/ADP GW/ADV GW/NOUN GW/PRON GW/PROPN GW/PUNCT GW/VERB GW/X HYPH/PUNCT HYPH/SYM IN/ADP IN/ADV
            IN/SCONJ IN/X JJ/ADJ JJ/X JJR/ADJ JJS/ADJ LS/NUM LS/X MD/AUX NFP/PUNCT NFP/SYM NN/NOUN NN/PRON
            NN/SYM NN/X NNP/ADJ NNP/ADV NNP/NUM NNP/PROPN NNP/VERB NNPS/PROPN NNS/NOUN PDT/DET POS/PART PRP/PRON
            PRP/X PRP$/PRON RB/ADV RB/PART RB/X RBR/ADV RBS/ADV RP/ADP SYM/PUNCT SYM/SYM TO/PART UH/INTJ VB/AUX
            VB/VERB VB/X VBD/AUX VBD/VERB VBG/AUX VBG/VERB VBN/AUX VBN/VERB VBP/AUX VBP/VERB VBZ/AUX VBZ/VERB
            WDT/DET WDT/PRON WP/PRON WP$/PRON WRB/ADV ``/PUNCT
            """
        // By bytes: characters are slow, which a short run feels.
        let pairs = table.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { pair in
            let slash = pair.lastIndex(of: UInt8(ascii: "/")) ?? pair.startIndex
            return (
                penn: String(Substring(pair[..<slash])), universal: String(Substring(pair[pair.index(after: slash)...]))
            )
        }
        return [(penn: "_", universal: "_")] + pairs
    }()
}
