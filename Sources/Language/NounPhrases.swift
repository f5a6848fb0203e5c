/// Finds base noun phrases by their tags: determiner, modifiers, nouns; possessives included, what follows the head not.
struct NounPhrases {
    let classes: [TagClass]
    let tokens: [Token]
    let text: [UInt8]

    func has(_ index: Int, _ kind: TagClass) -> Bool {
        !classes[Int(tokens[index].tag.rawValue) % classes.count].isDisjoint(with: kind)
    }

    func byte(_ index: Int) -> UInt8 { text[Int(tokens[index].start)] }

    /// Appends the phrases of a sentence, in order and apart from each other.
    func find(in sentence: Range<Int>, into marks: inout [LanguageMark]) {
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            let (mark, end) = phrase(at, sentence.upperBound)
            if let mark { marks.append(mark) }
            at = max(end, at + 1)
        }
    }

    /// The phrase that starts at a token, and where to go on.
    private func phrase(_ start: Int, _ limit: Int) -> (LanguageMark?, Int) {
        if has(start, .pronoun), !has(start, .determiner) || !goesOn(start + 1, limit) {
            return (make(start, start + 1, head: start, isDefinite: true), start + 1)
        }
        guard has(start, [.noun, .modifier, .determiner, .possessive, .adverb]) else { return (nil, start + 1) }
        if has(start, .verb), start + 1 < limit, !has(start + 1, [.noun, .modifier]) { return (nil, start + 1) }
        if has(start, .adverb), start + 1 == limit || !has(start + 1, .modifier) || has(start + 1, .verb) {
            return (nil, start + 1)
        }
        var at = start
        var head = -1
        var end = start
        var isDefinite = has(start, .possessive) || isDefiniteDeterminer(start)
        scan: while at < limit {
            if has(at, .noun) {
                head = at
                end = at + 1
            } else if has(at, .possessor) {
                guard head >= 0, at + 1 < limit, has(at + 1, [.noun, .modifier]) else { break scan }
                head = -1
                isDefinite = true
            } else if has(at, .hyphen) {
                guard at > start, at + 1 < limit, has(at + 1, [.noun, .modifier, .verb]) else { break scan }
                // `peace-keeping force`, `three-year-old`: what stands before the hyphen is no head.
                if !has(at + 1, .noun) { head = -1 }
            } else if head >= 0 {
                guard has(at, .number), has(head, .proper) else { break scan }
                end = at + 1
            } else if has(at, .determiner) || has(at, .possessive) {
                guard at == start || has(at - 1, .determiner) else { break scan }
                isDefinite = isDefinite || has(at, .possessive) || isDefiniteDeterminer(at)
            } else if has(at, [.modifier, .adverb]) {
                if has(at, .adverb), at + 1 < limit, !has(at + 1, [.modifier, .adverb, .noun]) { break scan }
            } else if at > start, byte(at) == 0x2C || has(at, .conjunction) {
                guard has(at - 1, .modifier), at + 1 < limit, has(at + 1, .modifier), !has(at + 1, .verb) else {
                    break scan
                }
            } else if !tokens[at].flags.contains(.quotationMark) || at == start || head >= 0 {
                break scan
            }
            at += 1
        }
        if head < 0, end > start {
            // `Vela's` without anything that she has: up to the possessor.
            head = end - 1
        }
        if head >= 0 { return (make(start, end, head: head, isDefinite: isDefinite), max(end, start + 1)) }
        // `three said`, `this was`, `the wounded`
        if has(start, .number) || has(start, .determiner) && has(start, .pronoun) {
            return (make(start, start + 1, head: start, isDefinite: isDefinite), start + 1)
        }
        if has(start, .determiner), at == start + 2, has(start + 1, .modifier) {
            return (make(start, at, head: at - 1, isDefinite: isDefinite), at)
        }
        return (nil, max(start + 1, at))
    }

    private func goesOn(_ index: Int, _ limit: Int) -> Bool {
        index < limit && has(index, [.noun, .modifier]) && !has(index, .verb)
    }

    /// `the`, `this`, `that`, `these`, `those`, `both`.
    private func isDefiniteDeterminer(_ index: Int) -> Bool {
        guard has(index, .determiner) else { return false }
        let second = tokens[index].end - tokens[index].start > 2 ? text[Int(tokens[index].start) + 1] | 0x20 : 0
        return byte(index) | 0x20 == UInt8(ascii: "t") && second == UInt8(ascii: "h")
    }

    private func make(_ start: Int, _ end: Int, head: Int, isDefinite: Bool) -> LanguageMark {
        var mark = LanguageMark(kind: .np, tokens: start..<end, head: head)
        mark.definite = isDefinite || has(head, .proper)
        mark.number = number(head)
        return mark
    }

    private func number(_ head: Int) -> LanguageMark.Number {
        if has(head, .noun) { return has(head, .plural) ? .plural : .singular }
        let word = text[Int(tokens[head].start)..<Int(tokens[head].end)].map { $0 | 0x20 }
        if has(head, .pronoun) {
            return Pronoun(word)?.number
                ?? (["these", "those"].contains { $0.utf8.elementsEqual(word) } ? .plural : .singular)
        }
        if has(head, .number) { return word.elementsEqual("one".utf8) || word == [0x31] ? .singular : .plural }
        return .none
    }
}

/// A personal or possessive pronoun.
struct Pronoun {
    var person: Int
    var number: LanguageMark.Number
    /// 1 for `he`, 2 for `she`, 0 for others.
    var gender = 0

    /// - Parameter word: In small letters.
    init?(_ word: [UInt8]) {
        guard let known = Self.table[word] else { return nil }
        self = known
    }

    private init(_ person: Int, _ number: LanguageMark.Number, _ gender: Int = 0) {
        self.person = person
        self.number = number
        self.gender = gender
    }

    private static let table: [[UInt8]: Pronoun] = {
        let rows: [(StaticString, Pronoun)] = [
            ("i me my mine myself", Pronoun(1, .singular)), ("we us our ours ourselves", Pronoun(1, .plural)),
            ("you your yours yourself yourselves", Pronoun(2, .none)),
            ("he him his himself", Pronoun(3, .singular, 1)), ("she her hers herself", Pronoun(3, .singular, 2)),
            ("it its itself", Pronoun(3, .singular)), ("they them their theirs themselves 'em", Pronoun(3, .plural)),
        ]
        var table: [[UInt8]: Pronoun] = [:]
        for (words, pronoun) in rows {
            for word in words.utf8Words { table[word] = pronoun }
        }
        return table
    }()
}
