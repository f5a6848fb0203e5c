/// Writes documents as CoNLL-U, the format of Universal Dependencies.
public enum CoNLLU {
    /// A document's words, one a line, with lemmas and tags; multiword tokens (`don't`) as ranges. Empty for a document
    /// without tokens.
    ///
    /// - Parameters:
    ///   - id: The document's name; characters that cannot stand in a comment are written as spaces.
    ///   - names: Stretches of tokens, apart from each other, with their classes: `Name=B-person` and `Name=I-person` in
    ///     MISC.
    public static func write(
        _ document: Document, id: String? = nil, names: [(tokens: Range<Int>, kind: String)] = []
    ) -> [UInt8] {
        document.tagAll()
        var writer = Writer(document: document)
        for (tokens, kind) in names {
            for token in tokens { writer.names[token] = (token == tokens.lowerBound ? "B-" : "I-") + kind }
        }
        writer.write(id: id)
        return writer.out
    }

    private struct Writer {
        let document: Document
        var out: [UInt8] = []
        /// By token.
        var names: [Int: String] = [:]

        init(document: Document) { self.document = document }

        mutating func write(id: String?) {
            out.reserveCapacity(document.tokens.count * 24)
            var paragraph = 0
            for (index, sentence) in document.sentences.enumerated() {
                if index == 0 {
                    put("# newdoc")
                    if let id {
                        put(" id = ")
                        text(Array(id.utf8))
                    }
                    put("\n")
                }
                if sentence.paragraph != paragraph {
                    paragraph = sentence.paragraph
                    put("# newpar\n")
                }
                put("# sent_id = \(index + 1)\n# text = ")
                text(words(sentence.tokens))
                put("\n")
                rows(sentence.tokens)
                put("\n")
            }
        }

        private mutating func put(_ string: String) { out.append(contentsOf: string.utf8) }

        /// Appends text in which nothing may end a field or a line.
        private mutating func text(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { out.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
        }

        /// The sentence's text as its rows give it: one space where there was white space or markup.
        private func words(_ sentence: Range<Int>) -> [UInt8] {
            var bytes: [UInt8] = []
            for index in sentence {
                let token = document.tokens[index]
                if index > sentence.lowerBound, token.flags.contains(.spaceBefore) { bytes.append(0x20) }
                bytes.append(contentsOf: document.text[Int(token.start)..<Int(token.end)])
            }
            return bytes
        }

        private mutating func rows(_ sentence: Range<Int>) {
            var at = sentence.lowerBound
            while at < sentence.upperBound {
                let end = multiwordEnd(at, sentence.upperBound)
                if end > at + 1 {
                    let number = at - sentence.lowerBound + 1
                    put("\(number)-\(number + end - at - 1)\t")
                    text(document.text[Int(document.tokens[at].start)..<Int(document.tokens[end - 1].end)])
                    put("\t_\t_\t_\t_\t_\t_\t_\t")
                    misc(end - 1, first: at, name: nil)
                }
                for index in at..<end { row(index, number: index - sentence.lowerBound + 1, isPart: end > at + 1) }
                at = end
            }
        }

        private mutating func row(_ index: Int, number: Int, isPart: Bool) {
            let token = document.tokens[index]
            put("\(number)\t")
            text(document.text[Int(token.start)..<Int(token.end)])
            if token.tag == .none {
                put("\t_\t_\t_")
            } else {
                put("\t")
                text(document.lemma(of: index))
                put("\t\(token.tag.universal)\t\(token.tag.penn)")
            }
            put("\t_\t_\t_\t_\t")
            misc(isPart ? nil : index, first: isPart ? nil : index, name: names[index])
        }

        /// - Parameters:
        ///   - glued: The last token of the row, behind which white space may stand; `nil` inside a multiword token.
        ///   - first: The row's first token; `nil` inside a multiword token.
        private mutating func misc(_ glued: Int?, first: Int?, name: String?) {
            var values: [String] = []
            if let name { values.append("Name=" + name) }
            if first == 0, let spaces = escaped(0..<Int(document.tokens[0].start)) {
                values.append("SpacesBefore=" + spaces)
            }
            if let glued {
                let next =
                    glued + 1 < document.tokens.count ? Int(document.tokens[glued + 1].start) : document.text.count
                if glued + 1 < document.tokens.count, !document.tokens[glued + 1].flags.contains(.spaceBefore) {
                    values.append("SpaceAfter=No")
                } else if let spaces = escaped(Int(document.tokens[glued].end)..<next), spaces != "\\s" {
                    values.append("SpacesAfter=" + spaces)
                }
            }
            put(values.isEmpty ? "_\n" : values.joined(separator: "|") + "\n")
        }

        /// White space as UDPipe writes it (`\\s\\n`); `nil` where there is none, or something else too.
        private func escaped(_ range: Range<Int>) -> String? {
            let signs = document.text[range].map { byte -> String? in
                switch byte {
                case 0x20: "\\s"
                case 0x09: "\\t"
                case 0x0A: "\\n"
                case 0x0D: "\\r"
                default: nil
                }
            }
            return signs.isEmpty || signs.contains(nil) ? nil : signs.compactMap { $0 }.joined()
        }

        /// Where the multiword token that starts at `start` ends: a word and what is glued to it that is one, too.
        private func multiwordEnd(_ start: Int, _ limit: Int) -> Int {
            guard isWord(start) else { return start + 1 }
            var end = start + 1
            while end < limit, !document.tokens[end].flags.contains(.spaceBefore), isClitic(end) { end += 1 }
            return end
        }

        private func isWord(_ index: Int) -> Bool {
            let byte = document.text[Int(document.tokens[index].start)]
            return !document.tokens[index].flags.contains(.punctuation)
                && (byte.isLetter || byte.isDigit || byte >= 0x80)
        }

        /// A part of a contraction or a possessive's ending, as against another word that is glued on (`$5m`).
        private func isClitic(_ index: Int) -> Bool {
            let form = document.vocabulary.folded(document.tokens[index].form)
            if form.first == 0x27, form.count > 1 { return true }
            if form.first == 0x27 {
                let before = document.vocabulary.folded(document.tokens[index - 1].form)
                return before.last == 0x73 && !document.tokens[index].flags.contains(.quotationMark)
            }
            if form.elementsEqual("n't".utf8) { return true }
            let before = document.tokens[index - 1]
            let whole = document.vocabulary.folded(before.form) + form
            return EnglishWords.fused.contains {
                $0.first == Int(before.end - before.start) && whole.elementsEqual($0.word.utf8)
            }
        }
    }
}
