import CSimdJSON

/// JSON as far as records need it: where the members of an object stand, and what a string says.
///
/// Values that are only passed through stay as they were written, so that what JSON parsers do to numbers does not
/// happen to them; but every byte is checked (RFC 8259), since it goes out again as JSON. simdjson checks the UTF-8. Its
/// own parsers were measured and left: the DOM is about as fast on articles, but it keeps no raw values, and refuses a
/// record for a number of more than 64 bits or for half a surrogate pair.
enum JSON {
    /// What is wrong, and at which byte.
    struct Broken: Error, Equatable {
        var offset: Int
        var expected: String
    }

    /// A member of an object: the key's and the value's place, the key without its quotation marks.
    struct Member {
        var key: Range<Int>
        var value: Range<Int>
    }

    private static let deepest = 512

    /// The members of the object that the whole text is.
    static func members(of text: Span<UInt8>) throws(Broken) -> [Member] {
        var at = skipSpace(text, 0)
        guard at < text.count, text[at] == UInt8(ascii: "{") else {
            throw Broken(offset: at, expected: "an object, {…}")
        }
        var members: [Member] = []
        members.reserveCapacity(12)
        try object(text, &at, depth: 0) { members.append($0) }
        try end(text, at)
        return members
    }

    /// The places of the elements of the array that the whole text is.
    static func elements(of text: Span<UInt8>) throws(Broken) -> [Range<Int>] {
        var at = skipSpace(text, 0)
        guard at < text.count, text[at] == UInt8(ascii: "[") else {
            throw Broken(offset: at, expected: "an array, […]")
        }
        var elements: [Range<Int>] = []
        try array(text, &at, depth: 0) { elements.append($0) }
        try end(text, at)
        return elements
    }

    /// What a checked string says, given the place between its quotation marks. Half a surrogate pair becomes U+FFFD.
    static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> (bytes: [UInt8], hadHalfPairs: Bool) {
        let inside = text.extracting(range)
        var hadHalfPairs = false
        // Nothing gets longer by being read, and what is left out of it had room.
        let bytes = [UInt8](unsafeUninitializedCapacity: inside.count) { target, count in
            inside.withUnsafeBufferPointer { source in
                guard let target = target.baseAddress, let source = source.baseAddress else { return }
                var at = csj_unescape(source, 0, inside.count, target, &count)
                while at + 1 < inside.count {
                    var next = at + 2
                    let scalar = scalar(inside, &next)
                    if scalar == nil { hadHalfPairs = true }
                    // Six bytes at least, so that the three of U+FFFD have room; a checked string has no other escapes.
                    guard next >= at + 6 else { return }
                    for byte in UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
                        (target + count).initialize(to: byte)
                        count += 1
                    }
                    at = csj_unescape(source, next, inside.count, target, &count)
                }
            }
        }
        return (bytes, hadHalfPairs)
    }

    /// The same as a string of Swift.
    static func text(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        let inside = text.extracting(range)
        guard inside.stringStop(from: 0) == inside.count else {
            return String(decoding: string(text, range).bytes, as: UTF8.self)
        }
        return inside.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// A string as JSON writes it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    // MARK: Strings

    private static func escaped(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        default: nil
        }
    }

    /// The scalar of a `\u` escape, `at` after the `u`; with the second half of a pair, if there is one.
    private static func scalar(_ text: Span<UInt8>, _ at: inout Int) -> Unicode.Scalar? {
        guard let first = codeUnit(text, at) else { return nil }
        at += 4
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), text.matches([0x5C, 0x75], at: at), let second = codeUnit(text, at + 2),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        at += 6
        return Unicode.Scalar(0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF)
    }

    private static func codeUnit(_ text: Span<UInt8>, _ at: Int) -> UInt16? {
        guard at + 4 <= text.count else { return nil }
        var unit: UInt16 = 0
        for index in at..<at + 4 {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(text[index] & 0x0F)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                unit = unit << 4 | UInt16(text[index] & 0x07 + 9)
            default: return nil
            }
        }
        return unit
    }

    /// Passes a string; its place between the quotation marks.
    private static func passString(_ text: Span<UInt8>, _ at: inout Int) throws(Broken) -> Range<Int> {
        let start = at + 1
        at = text.stringStop(from: start)
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            guard text[at] == UInt8(ascii: "\\") else {
                throw Broken(offset: at, expected: "an escape instead of a control character in a string")
            }
            guard at + 1 < text.count,
                text[at + 1] == UInt8(ascii: "u") ? codeUnit(text, at + 2) != nil : escaped(text[at + 1]) != nil
            else { throw Broken(offset: at, expected: "an escape that JSON knows") }
            at = text.stringStop(from: at + 2)
        }
        guard at < text.count else { throw Broken(offset: at, expected: "the end of a string, \"") }
        at += 1
        return start..<at - 1
    }

    // MARK: Values

    private static func value(_ text: Span<UInt8>, _ at: inout Int, depth: Int) throws(Broken) {
        guard at < text.count else { throw Broken(offset: at, expected: "a value") }
        guard depth <= deepest else { throw Broken(offset: at, expected: "at most \(deepest) levels") }
        switch text[at] {
        case UInt8(ascii: "\""): _ = try passString(text, &at)
        case UInt8(ascii: "{"): try object(text, &at, depth: depth) { _ in }
        case UInt8(ascii: "["): try array(text, &at, depth: depth) { _ in }
        case UInt8(ascii: "t"): try word(text, &at, "true")
        case UInt8(ascii: "f"): try word(text, &at, "false")
        case UInt8(ascii: "n"): try word(text, &at, "null")
        default: try number(text, &at)
        }
    }

    private static func object(
        _ text: Span<UInt8>, _ at: inout Int, depth: Int, _ found: (Member) -> Void
    ) throws(Broken) {
        at = skipSpace(text, at + 1)
        if at < text.count, text[at] == UInt8(ascii: "}") {
            at += 1
            return
        }
        while true {
            guard at < text.count, text[at] == UInt8(ascii: "\"") else { throw Broken(offset: at, expected: "a key") }
            let key = try passString(text, &at)
            at = skipSpace(text, at)
            guard at < text.count, text[at] == UInt8(ascii: ":") else { throw Broken(offset: at, expected: "a colon") }
            at = skipSpace(text, at + 1)
            let start = at
            try value(text, &at, depth: depth + 1)
            found(Member(key: key, value: start..<at))
            guard try separator(text, &at, closing: UInt8(ascii: "}"), "a comma or }") else { return }
        }
    }

    private static func array(
        _ text: Span<UInt8>, _ at: inout Int, depth: Int, _ found: (Range<Int>) -> Void
    ) throws(Broken) {
        at = skipSpace(text, at + 1)
        if at < text.count, text[at] == UInt8(ascii: "]") {
            at += 1
            return
        }
        while true {
            let start = at
            try value(text, &at, depth: depth + 1)
            found(start..<at)
            guard try separator(text, &at, closing: UInt8(ascii: "]"), "a comma or ]") else { return }
        }
    }

    /// Passes a comma and is true, or what closes, and is false.
    private static func separator(
        _ text: Span<UInt8>, _ at: inout Int, closing: UInt8, _ expected: String
    ) throws(Broken) -> Bool {
        at = skipSpace(text, at)
        guard at < text.count, text[at] == closing || text[at] == UInt8(ascii: ",") else {
            throw Broken(offset: at, expected: expected)
        }
        let goesOn = text[at] != closing
        at = goesOn ? skipSpace(text, at + 1) : at + 1
        return goesOn
    }

    private static func word(_ text: Span<UInt8>, _ at: inout Int, _ word: StaticString) throws(Broken) {
        for index in 0..<word.utf8CodeUnitCount {
            guard at < text.count, text[at] == word.utf8Start[index] else {
                throw Broken(offset: at, expected: "a value")
            }
            at += 1
        }
    }

    private static func number(_ text: Span<UInt8>, _ at: inout Int) throws(Broken) {
        let start = at
        func take(_ bytes: UInt8...) -> Bool {
            guard at < text.count, bytes.contains(text[at]) else { return false }
            at += 1
            return true
        }
        func digits() throws(Broken) {
            guard at < text.count, text[at].isDigit else { throw Broken(offset: start, expected: "a value") }
            while at < text.count, text[at].isDigit { at += 1 }
        }
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e"), UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "-"), UInt8(ascii: "+"))
            try digits()
        }
    }

    private static func end(_ text: Span<UInt8>, _ at: Int) throws(Broken) {
        let at = skipSpace(text, at)
        guard at == text.count else { throw Broken(offset: at, expected: "nothing after the value") }
    }

    private static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
        return at
    }
}
