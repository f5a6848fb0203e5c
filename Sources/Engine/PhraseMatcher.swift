import Language
import RuleLanguage

/// Runs a program that only looks for phrases (`Phrases`): what `Matcher` makes of the same document, found by the rarest
/// word of each phrase and without a look at any other word. One a thread, used with one reader.
public final class PhraseMatcher {
    /// What the reader is to seek (`Reader.init(seeking:)`).
    public var words: [[UInt8]] { phrases.words }

    private let program: Program
    private let phrases: Phrases
    private let atoms: AtomTable
    /// By type: whether its marks are held though they are not flagged; `nil` where all are.
    private let kept: [Bool]?
    /// By form: what is known of it, once somebody has asked.
    private var forms: [Known] = []
    /// For a form how many phrases are looked for by it, and which.
    private var lists = Pile<Int32>()
    private var generation = 0
    private var tests: [AtomID] = []
    private var found: [Found] = []

    /// A form: the atoms of the word that it is in any case and as it is spelled (-1: of none), and where its list is in
    /// `lists` (-1: nobody has asked yet).
    private struct Known: BitwiseCopyable {
        var atoms: (Int32, Int32) = (-1, -1)
        var list: Int32 = -1

        func isA(_ atom: AtomID) -> Bool {
            atoms.0 == Int32(bitPattern: atom) || atoms.1 == Int32(bitPattern: atom)
        }
    }

    /// A phrase where it stands, all in tokens.
    private struct Found {
        var rule: Int
        var pattern: Int
        var span: Range<Int>
        var sentence: Int
    }

    /// `nil` where the program does more than look for phrases.
    ///
    /// - Parameter kept: Which marks findings hold.
    public init?(_ program: Program, keeping kept: KeptMarks = .all) {
        guard let phrases = Phrases(program) else { return nil }
        self.program = program
        self.phrases = phrases
        self.kept = kept.types(in: program)
        atoms = program.atoms
    }

    /// Runs all rules over a document, whose reader seeks `words`. The marks' derivations hold no steps.
    public func run(_ document: Document) -> Findings {
        found.removeAll(keepingCapacity: true)
        find(in: document)
        if found.count > 1 {
            leaveLongest()
            leaveApart()
        }
        var findings = Findings(marks: marks(in: document), scores: [])
        findings.sessionPart = SessionPart(words: document.words, sentences: document.sentences.count)
        return findings
    }

    // MARK: Finding

    private func find(in document: Document) {
        let (tokens, sentences, vocabulary) = (document.tokens, document.sentences, document.vocabulary)
        var sentence = 0
        for token in document.sought {
            let list = Int(known(tokens[token].form, in: vocabulary).list)
            guard lists[list] > 0 else { continue }
            while sentences[sentence].tokens.upperBound <= token { sentence += 1 }
            let bounds = sentences[sentence].tokens
            for index in list + 1...list + Int(lists[list]) {
                let phrase = phrases.phrases[Int(lists[index])]
                let start = token - Int(phrase.anchor)
                let span = start..<start + Int(phrase.count)
                guard span.lowerBound >= bounds.lowerBound, span.upperBound <= bounds.upperBound,
                    stands(phrase, at: start, in: document)
                else { continue }
                found.append(
                    Found(rule: Int(phrase.rule), pattern: Int(phrase.pattern), span: span, sentence: sentence))
            }
        }
    }

    /// What is known of a form, found out where nobody has asked yet.
    private func known(_ form: FormID, in vocabulary: Vocabulary) -> Known {
        if generation != vocabulary.generation {
            forms.removeAll(keepingCapacity: true)
            lists.removeAll()
            generation = vocabulary.generation
        }
        let index = Int(form)
        if index >= forms.count { forms += repeatElement(Known(), count: vocabulary.count - forms.count) }
        if forms[index].list < 0 { forms[index] = made(form, in: vocabulary) }
        return forms[index]
    }

    private func made(_ form: FormID, in vocabulary: Vocabulary) -> Known {
        // No more than two: words ask for a form as it is spelled, or in any case.
        vocabulary.read(form) { atoms.ownAtoms(spelling: $0, folded: $1, into: &tests) }
        var known = Known(list: Int32(lists.count))
        if tests.count > 0 { known.atoms.0 = Int32(bitPattern: tests[0]) }
        if tests.count > 1 { known.atoms.1 = Int32(bitPattern: tests[1]) }
        let sought = tests.flatMap { phrases.byAnchor[$0] ?? [] }.sorted()
        lists.append(Int32(sought.count))
        for phrase in sought { lists.append(phrase) }
        return known
    }

    /// Whether the words round the one that was sought are the phrase's.
    private func stands(_ phrase: Phrases.Phrase, at start: Int, in document: Document) -> Bool {
        for number in 0..<phrase.count where number != phrase.anchor {
            let word = Int(phrase.first + number)
            guard let form = document.form(of: start + Int(number), length: Int(phrases.lengths[word])),
                known(form, in: document.vocabulary).isA(phrases.atoms[word])
            else { return false }
        }
        return true
    }

    // MARK: Choosing

    /// Of each rule, from left to right, the longest phrase at each start, of equally long ones the earlier pattern's, none
    /// that overlaps the one before.
    private func leaveLongest() {
        found.sort { a, b in
            (a.rule, a.span.lowerBound, -a.span.upperBound, a.pattern)
                < (b.rule, b.span.lowerBound, -b.span.upperBound, b.pattern)
        }
        var kept = 0
        for index in found.indices {
            let next = found[index]
            if kept > 0, found[kept - 1].rule == next.rule, found[kept - 1].span.upperBound > next.span.lowerBound {
                continue
            }
            found[kept] = next
            kept += 1
        }
        found.removeLast(found.count - kept)
    }

    /// Puts what was found in the output's order: by start, longer first, then type, then rule name. Of what overlaps in one
    /// family one is left, as `Overlap` says.
    private func leaveApart() {
        func place(_ found: Found) -> (Int, Int, Int, Int) {
            let type = phrases.rules[found.rule].type
            return (
                found.span.lowerBound, -found.span.upperBound, program.typeRanks[type], program.ruleRanks[found.rule]
            )
        }
        found.sort { place($0) < place($1) }
        var left: [Found] = []
        var first = 0
        while first < found.count {
            var (next, end) = (first + 1, found[first].span.upperBound)
            while next < found.count, found[next].span.lowerBound < end {
                end = max(end, found[next].span.upperBound)
                next += 1
            }
            if next == first + 1 { left.append(found[first]) } else { left += apart(found[first..<next], until: end) }
            first = next
        }
        found = left
    }

    /// - Parameter end: Where the furthest of a few ends that overlap in a row.
    private func apart(_ cluster: ArraySlice<Found>, until end: Int) -> [Found] {
        func rank(_ found: Found) -> (Int, Int, Int, Int) {
            let depth = program.depths[phrases.rules[found.rule].type]
            return (-found.span.count, -depth, program.ruleRanks[found.rule], found.span.lowerBound)
        }
        let least = cluster[cluster.startIndex].span.lowerBound
        // By family: the tokens that are taken.
        var taken: [Int: [Bool]] = [:]
        var left: [Int] = []
        for index in cluster.indices.sorted(by: { rank(cluster[$0]) < rank(cluster[$1]) }) {
            let family = program.families[phrases.rules[cluster[index].rule].type]
            let tokens = cluster[index].span.lowerBound - least..<cluster[index].span.upperBound - least
            var own = taken[family] ?? Array(repeating: false, count: end - least)
            if own[tokens].contains(true) { continue }
            for token in tokens { own[token] = true }
            taken[family] = own
            left.append(index)
        }
        return left.sorted().map { cluster[$0] }
    }

    // MARK: Telling

    private func marks(in document: Document) -> [Mark] {
        guard !found.isEmpty else { return [] }
        let (tokens, sentences, quotations) = (document.tokens, document.sentences, document.quotations)
        // Where the furthest quotation ends of those that begin before a phrase does.
        var (next, quoted) = (0, 0)
        var marks: [Mark] = []
        marks.reserveCapacity(found.count)
        for found in found {
            let rule = phrases.rules[found.rule]
            guard rule.flag != nil || kept.map({ $0[rule.type] }) ?? true else { continue }
            let range = Int(tokens[found.span.lowerBound].start)..<Int(tokens[found.span.upperBound - 1].end)
            let sentence = sentences[found.sentence]
            while next < quotations.count, quotations[next].tokens.lowerBound <= found.span.lowerBound {
                if quotations[next].kind == .quote { quoted = max(quoted, quotations[next].tokens.upperBound) }
                next += 1
            }
            let isQuoted = found.span.lowerBound < quoted
            let flag = rule.flag.map { flag in
                let words = MatchText.words(document.text, range)
                let message = rule.saysMatch ? words : flag.message.filled { _ in .text(words) }
                return Report(level: flag.level, message: message)
            }
            marks.append(
                Mark(
                    type: program.types.names[rule.type], rule: program.rules[found.rule].fullName, range: range,
                    extent: range, captures: [], attributes: rule.attributes,
                    context: Context(
                        zone: sentence.zone, quoted: isQuoted, voice: isQuoted ? "unknown" : "author",
                        sentence: found.sentence + 1, paragraph: sentence.paragraph),
                    flag: flag, derivation: Derivation(pattern: found.pattern, steps: []), outer: nil))
        }
        return marks
    }
}
