import CRE2
import RuleLanguage

/// An RE2 expression that is matched against whole tokens, compiled when it is first asked.
///
/// Compiling `\p{Lu}` and its like with all of Unicode takes longer than analysing a short article. Almost all
/// expressions ask no more of a character than whether it is this one of ASCII, or a letter, or a capital or small one.
/// For these one expression over Latin-1 is compiled, in a tenth of the time, and asked about a text in which another
/// character of the same class stands for each that is not ASCII.
final class Regex: Sendable {
    /// A token's text, ready for expressions of either kind.
    struct Text {
        fileprivate let bytes: [UInt8]
        /// A byte a character; `nil` where the text is not UTF-8.
        fileprivate let latin: [UInt8]?
        fileprivate let isASCII: Bool

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            isASCII = bytes.allSatisfy { $0 < 0x80 }
            latin =
                isASCII ? bytes : String(validating: bytes, as: UTF8.self)?.unicodeScalars.map(Self.representative)
        }

        /// The character of Latin-1 that is a letter, capital or small, where the other is.
        private static func representative(of scalar: Unicode.Scalar) -> UInt8 {
            if scalar.isASCII { return UInt8(scalar.value) }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter: return 0xC9  // É
            case .lowercaseLetter: return 0xE9  // é
            case .titlecaseLetter, .modifierLetter, .otherLetter: return 0xAA  // ª
            default: return 0xD7  // ×
            }
        }
    }

    /// A compiled expression.
    private final class Compiled: @unchecked Sendable {
        // Invariant: made once, never changed; RE2 allows matching from several threads.
        private let handle: OpaquePointer

        init?(_ source: String, isLatin: Bool) {
            var message: [CChar] = [0]
            let new = isLatin ? cre2_new_latin : cre2_new
            guard let handle = new(source, source.utf8.count, 1 << 20, &message, message.count) else { return nil }
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
    private let full: Deferred<Compiled?>
    /// Over Latin-1; `nil` where the expression itself has characters that are not ASCII.
    private let latin: Deferred<Compiled?>
    /// Whether it has only characters of ASCII itself, so that there is one over Latin-1.
    fileprivate let isASCII: Bool
    /// Whether it asks of characters that are not ASCII only what `Text.representative` keeps.
    fileprivate let asksForLettersOnly: Deferred<Bool>

    init(_ source: String) {
        self.source = source
        let isASCII = source.utf8.allSatisfy { $0 < 0x80 }
        self.isASCII = isASCII
        full = Deferred { Compiled(source, isLatin: false) }
        latin = Deferred { isASCII ? Compiled(LatinClasses.spelled(out: source), isLatin: true) : nil }
        asksForLettersOnly = Deferred { isASCII && Self.asksForLettersOnly(source) }
    }

    /// Whether nothing in an expression tells characters that are not ASCII apart but by `\p{L}`, `\p{Lu}`, `\p{Ll}`.
    fileprivate static func asksForLettersOnly(_ source: String) -> Bool {
        let bytes = Array(source.utf8)
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

    /// Whether RE2 takes the expression and its program stays below 1 MB.
    var isValid: Bool { full.value != nil }

    func matches(_ text: Text) -> Bool {
        if text.isASCII || asksForLettersOnly.value, let bytes = text.latin, let latin = latin.value {
            return latin.matches(bytes)
        }
        return matchesInFull(text.bytes)
    }

    /// The answer of the expression over all of Unicode.
    func matchesInFull(_ bytes: [UInt8]) -> Bool { full.value?.matches(bytes) ?? false }
}

/// Several expressions, asked at once: one automaton goes over a text instead of one for each (RE2's sets).
final class RegexSet: Sendable {
    private let all: [Regex]
    /// The indices of the expressions that have one over Latin-1.
    private let latin: [Int]
    /// Those of the others.
    private let rest: [Int]
    private let compiled: Deferred<Compiled?>

    private final class Compiled: @unchecked Sendable {
        // Invariant: made once, never changed; RE2 allows matching from several threads.
        private let handle: OpaquePointer
        private let count: Int

        init?(_ sources: [String]) {
            let bytes = sources.flatMap(\.utf8).map(CChar.init(bitPattern:))
            guard !sources.isEmpty,
                let handle = cre2_set_new_latin(bytes, sources.map(\.utf8.count), sources.count)
            else { return nil }
            self.handle = handle
            count = sources.count
        }

        deinit { cre2_set_free(handle) }

        /// The numbers of the expressions that match, ascending; `nil` where that cannot be told.
        func matching(_ bytes: [UInt8]) -> [Int]? {
            var isTold = true
            let found = [Int32](unsafeUninitializedCapacity: count) { found, number in
                let told = bytes.withUnsafeBytes { text in
                    cre2_set_match(
                        handle, text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, found.baseAddress)
                }
                isTold = told >= 0
                number = max(0, Int(told))
            }
            return isTold ? found.map(Int.init) : nil
        }
    }

    init(_ all: [Regex]) {
        self.all = all
        let latin = all.indices.filter { all[$0].isASCII }
        self.latin = latin
        rest = all.indices.filter { !all[$0].isASCII }
        compiled = Deferred { Compiled(latin.map { LatinClasses.spelled(out: all[$0].source) }) }
    }

    /// The indices of the expressions that match the whole of a text.
    func matching(_ text: Regex.Text) -> [Int] {
        guard let bytes = text.latin, let numbers = compiled.value?.matching(bytes) else {
            return all.indices.filter { all[$0].matches(text) }
        }
        let told = numbers.map { latin[$0] }
        if text.isASCII { return told + rest.filter { all[$0].matches(text) } }
        return told.filter { isTold($0, text) } + all.indices.filter { !isTold($0, text) && all[$0].matches(text) }
    }

    private func isTold(_ index: Int, _ text: Regex.Text) -> Bool {
        all[index].isASCII && (text.isASCII || all[index].asksForLettersOnly.value)
    }
}

/// The classes of letters, with the characters of Latin-1 that they hold written out.
///
/// RE2 goes through all of Unicode for `\p{L}` even where it then takes what Latin-1 has of it, which is most of what
/// compiling the packs' expressions costs.
enum LatinClasses {
    private static let ranges: [(name: [UInt8], inside: [UInt8])] = [
        (Array(#"\p{L}"#.utf8), Array(#"A-Za-z\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\xFF"#.utf8)),
        (Array(#"\p{Lu}"#.utf8), Array(#"A-Z\xC0-\xD6\xD8-\xDE"#.utf8)),
        (Array(#"\p{Ll}"#.utf8), Array(#"a-z\xB5\xDF-\xF6\xF8-\xFF"#.utf8)),
    ]

    /// An expression that means the same over Latin-1; the same one where that is not plain.
    static func spelled(out source: String) -> String {
        guard Regex.asksForLettersOnly(source) else { return source }
        var rest = Array(source.utf8)[...]
        var out: [UInt8] = []
        var isInside = false
        while let first = rest.first {
            if first == UInt8(ascii: "\\") {
                if rest.starts(with: #"\Q"#.utf8) { return source }
                if let (name, inside) = ranges.first(where: { rest.starts(with: $0.name) }) {
                    out += isInside ? inside : [UInt8(ascii: "[")] + inside + [UInt8(ascii: "]")]
                    rest = rest.dropFirst(name.count)
                    continue
                }
            }
            var length = first == UInt8(ascii: "\\") ? 2 : 1
            if isInside {
                if rest.starts(with: "[:".utf8) { return source }
                if first == UInt8(ascii: "]") { isInside = false }
            } else if first == UInt8(ascii: "[") {
                isInside = true
                // A bracket that comes first in a class is one of its characters.
                if rest.dropFirst().first == UInt8(ascii: "^") { length += 1 }
                if rest.dropFirst(length).first == UInt8(ascii: "]") { length += 1 }
            }
            out += rest.prefix(length)
            rest = rest.dropFirst(length)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
