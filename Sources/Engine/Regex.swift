import CRE2
import RuleLanguage

/// An RE2 expression that is matched against whole words, compiled when it is first asked.
final class Regex: Sendable {
    /// A compiled expression.
    private final class Compiled: @unchecked Sendable {
        // Invariant: made once, never changed; RE2 allows matching from several threads.
        private let handle: OpaquePointer

        init?(_ source: String) {
            var message: [CChar] = [0]
            guard let handle = cre2_new(source, source.utf8.count, 1 << 20, &message, message.count) else { return nil }
            self.handle = handle
        }

        deinit { cre2_free(handle) }

        func matches(_ bytes: [UInt8]) -> Bool {
            bytes.withUnsafeBytes { buffer in
                cre2_full_match(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count) != 0
            }
        }
    }

    let source: String
    private let compiled: Deferred<Compiled?>

    init(_ source: String) {
        self.source = source
        compiled = Deferred { Compiled(source) }
    }

    /// Whether RE2 takes the expression and its program stays below 1 MB.
    var isValid: Bool { compiled.value != nil }

    func matches(_ bytes: [UInt8]) -> Bool { compiled.value?.matches(bytes) ?? false }

    /// Whether an expression is of ASCII and nothing in it tells characters that are not ASCII apart but by `\p{L}`, `\p{Lu}`, `\p{Ll}`.
    static func asksForLettersOnly(_ source: String) -> Bool {
        let bytes = Array(source.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
        var next = 0
        while next < bytes.count {
            let rest = bytes[next...]
            switch rest.first {
            case UInt8(ascii: "\\"):
                let isLetters = [#"\p{L}"#, #"\p{Lu}"#, #"\p{Ll}"#].contains { rest.starts(with: $0.utf8) }
                guard isLetters || !(rest.dropFirst().first.map("pPxC01234567".utf8.contains) ?? false) else {
                    return false
                }
                next += 2
            case UInt8(ascii: "("):
                guard !rest.starts(with: "(?".utf8) || rest.starts(with: "(?:".utf8) else { return false }
                next += 1
            default: next += 1
            }
        }
        return true
    }
}

/// Several expressions, asked at once: one automaton goes over a word instead of RE2 for each. What an automaton is too
/// simple for is left to RE2.
///
/// Almost all expressions ask no more of a character than whether it is this one of ASCII, or a letter, or a capital or
/// small one. These are asked about a word over Latin-1, in which another character of the same class stands for each that
/// is not ASCII.
struct RegexSet: Sendable {
    private let all: [Regex]
    private var automata: [WordAutomaton]
    /// The numbers of the expressions that no automaton takes.
    private var rest: [Int32]
    /// The numbers of those that an automaton would not tell right of a word that is not ASCII.
    private var restBeyondASCII: [Int32]

    init(_ all: [Regex]) {
        self.all = all
        let trees = all.indices.compactMap { index in
            WordExpression(all[index].source).map { (number: Int32(index), tree: $0) }
        }
        var taken = Set<Int32>()
        automata = Self.automata(of: trees[...], &taken)
        rest = all.indices.map(Int32.init).filter { !taken.contains($0) }
        restBeyondASCII = all.indices.map(Int32.init).filter {
            !taken.contains($0) || !Regex.asksForLettersOnly(all[Int($0)].source)
        }
    }

    /// One for all where it does not grow too large, else several.
    private static func automata(
        of trees: ArraySlice<(number: Int32, tree: WordExpression)>, _ taken: inout Set<Int32>
    ) -> [WordAutomaton] {
        if trees.isEmpty { return [] }
        if let automaton = WordAutomaton(Array(trees)) {
            taken.formUnion(trees.map(\.number))
            return [automaton]
        }
        guard trees.count > 1 else { return [] }
        let middle = trees.startIndex + trees.count / 2
        return automata(of: trees[..<middle], &taken) + automata(of: trees[middle...], &taken)
    }

    /// Calls `body` with the numbers of the expressions that match the whole of a word.
    func matching(_ word: Span<UInt8>, _ body: (Int) -> Void) {
        var isASCII = true
        for index in word.indices where word[index] >= 0x80 { isASCII = false }
        if isASCII {
            for automaton in automata { automaton.matching(word, body) }
            if !rest.isEmpty { ask(rest, Self.bytes(of: word), body) }
            return
        }
        let bytes = Self.bytes(of: word)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return ask(all.indices.map(Int32.init), bytes, body)
        }
        let latin = text.unicodeScalars.map(Self.representative)
        for automaton in automata {
            automaton.matching(latin.span) { if !restBeyondASCII.contains(Int32($0)) { body($0) } }
        }
        ask(restBeyondASCII, bytes, body)
    }

    private func ask(_ numbers: [Int32], _ bytes: [UInt8], _ body: (Int) -> Void) {
        for number in numbers where all[Int(number)].matches(bytes) { body(Int(number)) }
    }

    private static func bytes(of word: Span<UInt8>) -> [UInt8] { word.withUnsafeBufferPointer { Array($0) } }

    /// The character of Latin-1 that is a letter, capital or small, where the other is.
    private static func representative(of scalar: Unicode.Scalar) -> UInt8 {
        if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: return 0xC9  // É
        case .lowercaseLetter: return 0xE9  // é
        case .titlecaseLetter, .modifierLetter, .otherLetter: return 0xAA  // ª
        default: return 0xD7  // ×
        }
    }
}

extension RegexSet {
    /// Writes all but the expressions, which the reader must have.
    func store(to writer: inout ByteWriter) {
        writer.write(automata)
        writer.write(flat: rest)
        writer.write(flat: restBeyondASCII)
    }

    init(_ all: [Regex], from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.all = all
        automata = try reader.read()
        rest = try reader.flat()
        restBeyondASCII = try reader.flat()
    }
}
