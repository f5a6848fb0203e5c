/// A regular expression on one word, a byte a character: what the automaton is made of that takes many at once.
indirect enum WordExpression {
    case byte(Set<UInt8>)
    case sequence([WordExpression])
    case either([WordExpression])
    /// Without `most` any number of times.
    case repeated(WordExpression, least: Int, most: Int?)

    /// The commonest part of RE2's dialect; `nil` for what is beyond it, which is for RE2.
    ///
    /// Over Latin-1 where nothing tells characters that are not ASCII apart but by `\p{L}`, `\p{Lu}`, `\p{Ll}`; such a
    /// character written out is in no word of ASCII.
    init?(_ source: String) {
        var parser = WordExpressionParser(source)
        guard let tree = try? parser.whole() else { return nil }
        self = tree
    }
}

private struct WordExpressionParser {
    struct Unknown: Error {}

    private var rest: ArraySlice<Unicode.Scalar>
    private static let mostTimes = 1000
    private static let all = Set(0...UInt8.max)

    init(_ source: String) { rest = Array(source.unicodeScalars)[...] }

    mutating func whole() throws(Unknown) -> WordExpression {
        let tree = try alternatives()
        guard rest.isEmpty else { throw Unknown() }
        return tree
    }

    private mutating func next() throws(Unknown) -> Unicode.Scalar {
        guard let next = rest.popFirst() else { throw Unknown() }
        return next
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func alternatives() throws(Unknown) -> WordExpression {
        var all = [try sequence()]
        while take("|") { all.append(try sequence()) }
        return .either(all)
    }

    private mutating func sequence() throws(Unknown) -> WordExpression {
        var parts: [WordExpression] = []
        while let next = rest.first, next != "|", next != ")" { parts.append(try repeated()) }
        return .sequence(parts)
    }

    private mutating func repeated() throws(Unknown) -> WordExpression {
        let one = try atom()
        let (least, most): (Int, Int?)
        switch rest.first {
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "?": (least, most) = (0, 1)
        case "{": (least, most) = try times()
        default: return one
        }
        rest.removeFirst()
        // Taking as little as will do is the same where all of a word is to match.
        _ = take("?")
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) { throw Unknown() }
        return .repeated(one, least: least, most: most)
    }

    /// What stands in braces, up to the last one.
    private mutating func times() throws(Unknown) -> (Int, Int?) {
        rest.removeFirst()
        let least = try number()
        var most: Int? = least
        if take(",") { most = rest.first == "}" ? nil : try number() }
        guard rest.first == "}", least <= most ?? least else { throw Unknown() }
        return (least, most)
    }

    private mutating func number() throws(Unknown) -> Int {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        guard digits.count <= 4, let number = Int(String(String.UnicodeScalarView(digits))), number <= Self.mostTimes
        else { throw Unknown() }
        return number
    }

    private mutating func atom() throws(Unknown) -> WordExpression {
        let first = try next()
        switch first {
        case "(":
            if take("?"), !take(":") { throw Unknown() }
            let inner = try alternatives()
            guard take(")") else { throw Unknown() }
            return inner
        case "[": return .byte(try characters())
        case "\\": return .byte(try escaped())
        case ".": return .byte(Self.all.subtracting([0x0A]))
        case "^", "$", "*", "+", "?", "{", "}", "]": throw Unknown()
        default: return .byte(Self.only(first))
        }
    }

    private static func only(_ scalar: Unicode.Scalar) -> Set<UInt8> {
        scalar.isASCII ? [UInt8(truncatingIfNeeded: scalar.value)] : []
    }

    /// What a backslash stands before.
    private mutating func escaped() throws(Unknown) -> Set<UInt8> {
        let first = try next()
        switch first {
        case "d": return Self.digits
        case "D": return Self.all.subtracting(Self.digits)
        case "w": return Self.word
        case "W": return Self.all.subtracting(Self.word)
        case "s": return Self.space
        case "S": return Self.all.subtracting(Self.space)
        case "p":
            guard take("{"), let end = rest.firstIndex(of: "}"),
                let letters = Self.letters[String(String.UnicodeScalarView(rest[..<end]))]
            else { throw Unknown() }
            rest = rest[(end + 1)...]
            return letters
        default:
            let isWord = Self.word.contains(UInt8(truncatingIfNeeded: first.value))
            guard first.isASCII, first.value > 0x20, !isWord else { throw Unknown() }
            return Self.only(first)
        }
    }

    /// What stands in brackets.
    private mutating func characters() throws(Unknown) -> Set<UInt8> {
        let isNegated = take("^")
        var set: Set<UInt8> = []
        var isFirst = true
        while true {
            let first = try next()
            if first == "]", !isFirst { break }
            if first == "[", rest.first == ":" { throw Unknown() }
            // RE2 takes a hyphen for itself at the ends only.
            if first == "-", !isFirst, rest.first != "]" { throw Unknown() }
            isFirst = false
            let isRange = rest.first == "-" && rest.dropFirst().first != "]"
            if first == "\\" {
                set.formUnion(try escaped())
                if rest.first == "-", rest.dropFirst().first != "]" { throw Unknown() }
            } else if isRange {
                rest.removeFirst()
                let last = try next()
                guard first.isASCII, last.isASCII, first <= last, last != "\\", last != "[" else { throw Unknown() }
                set.formUnion(UInt8(truncatingIfNeeded: first.value)...UInt8(truncatingIfNeeded: last.value))
            } else {
                set.formUnion(Self.only(first))
            }
        }
        return isNegated ? Self.all.subtracting(set) : set
    }

    private static let digits = Set(UInt8(ascii: "0")...UInt8(ascii: "9"))
    private static let space = Set("\t\n\u{0C}\r ".utf8)
    private static let capital = Set(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    private static let small = Set(UInt8(ascii: "a")...UInt8(ascii: "z"))
    private static let word = digits.union(capital).union(small).union([UInt8(ascii: "_")])
    /// What of Latin-1 is of these classes.
    private static let letters: [String: Set<UInt8>] = {
        let upper = capital.union(0xC0...0xD6).union(0xD8...0xDE)
        let lower = small.union([0xB5]).union(0xDF...0xF6).union(0xF8...0xFF)
        return ["Lu": upper, "Ll": lower, "L": upper.union(lower).union([0xAA, 0xBA])]
    }()
}
