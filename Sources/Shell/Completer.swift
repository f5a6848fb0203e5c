import Foundation
import Hearsay
import SessionStore

/// What can stand in place of the word before the cursor.
public struct Completions: Sendable, Equatable {
    public struct Candidate: Sendable, Equatable {
        /// What takes the word's place, quoted as the shell reads it.
        public var text: String
        /// What a list shows.
        public var label: String
        /// Whether the word is whole, so that a space may follow.
        public var isWhole = true
    }

    /// Where the word starts, in code points from the line's start; it ends at the cursor.
    public var start: Int
    public var candidates: [Candidate]
}

/// The word that is being typed.
private struct Unfinished {
    /// The words before it.
    var words: [String] = []
    /// Its text so far, quotes undone.
    var text = ""
    var start = 0
    /// The quotation mark that is still open.
    var quote: Unicode.Scalar?

    init(_ line: some Sequence<Unicode.Scalar>) {
        var scalars = String.UnicodeScalarView()
        var isEscaped = false
        var isInWord = false
        var position = 0
        for scalar in line {
            defer { position += 1 }
            if !isInWord, !scalar.properties.isWhitespace {
                isInWord = true
                start = position
            }
            if isEscaped {
                scalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if scalar == open { quote = nil } else { scalars.append(scalar) }
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
            } else if scalar.properties.isWhitespace {
                if isInWord { words.append(String(scalars)) }
                scalars = String.UnicodeScalarView()
                isInWord = false
            } else {
                scalars.append(scalar)
            }
        }
        if !isInWord { start = position }
        text = String(scalars)
    }

    /// Text as it must be written after the quotation mark that is open, or without one.
    func quoted(_ text: String, isWhole: Bool) -> String {
        guard let quote else { return Self.escaped(text, " \t'\"\\$#*?[]~") }
        let inner = quote == "'" ? text : Self.escaped(text, "\"\\$")
        return "\(quote)\(inner)" + (isWhole ? "\(quote)" : "")
    }

    private static func escaped(_ text: String, _ special: String) -> String {
        var result = ""
        for character in text {
            if special.contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}

extension ShellSession {
    /// The completions of a line at a cursor, both in code points. Deterministic; looks at folders, changes nothing.
    public func completions(of line: String, at cursor: Int) -> Completions {
        let typed = line.unicodeScalars.prefix(cursor)
        let word = Unfinished(typed)
        guard let first = word.words.first else {
            return Completions(start: word.start, candidates: plain(verbNames, word))
        }
        guard let verb = try? Registry.verb(aliased(first)) else { return Completions(start: cursor, candidates: []) }
        if verb.isRaw, !word.text.hasPrefix("--") { return pieces(of: verb, typed) }
        return Completions(start: word.start, candidates: arguments(of: verb, word))
    }

    private var verbNames: [String] { Registry.verbs.map(\.name) + aliases.keys.sorted() }

    /// The verb behind a name that the user gave.
    private func aliased(_ name: String) -> String { aliases[name].map { CommandLine.split($0).verb } ?? name }

    private func arguments(of verb: Verb, _ word: Unfinished) -> [Completions.Candidate] {
        if let option = verb.options.first(where: { !$0.value.isEmpty && word.words.last == "--" + $0.name }) {
            return option.value == "ARTICLE" ? candidates(.article, word) : plain(option.choices, word)
        }
        if word.text.hasPrefix("--") { return plain(verb.allOptions.map { "--" + $0.name }, word) }
        return verb.kinds.flatMap { candidates($0, word) }
    }

    private func candidates(_ kind: Verb.Kind, _ word: Unfinished) -> [Completions.Candidate] {
        switch kind {
        case .path: return paths(word)
        case .article:
            return plain(workspace.articles.map { "\($0.number)" }, word)
                + (word.text.isEmpty ? [] : plain(workspace.articles.map(\.article.id).filter { Int($0) == nil }, word))
        case .flag: return plain(workspace.articles.flatMap { $0.flags.map { "f\($0.number)" } }, word)
        case .score: return plain(workspace.articles.flatMap { $0.numberedScores.map { "s\($0.number)" } }, word)
        case .type: return plain(knownTypes, word)
        case .filter: return filters(word, of: FlagFilter.names + attributeNames)
        case .scoreFilter: return filters(word, of: FlagFilter.scoreNames)
        case .rule:
            return plain(rulebook.program.packs.map(\.name) + rulebook.rules.flatMap { [$0.name, $0.fullName] }, word)
        case .word(let choices): return word.words.count == 1 ? plain(choices, word) : []
        case .verb: return plain(verbNames, word)
        case .setting:
            switch word.words.last {
            case "keep-going": return plain(["on", "off"], word)
            case "edit": return plain(Editing.allCases.map(\.rawValue), word)
            default: return plain(["keep-going", "edit"], word)
            }
        case .pattern, .column, .command: return []
        }
    }

    /// The names of attributes that loaded marks have.
    private var attributeNames: [String] {
        Set(workspace.articles.flatMap(\.marks).flatMap(\.attributes).map(\.name)).sorted()
    }

    /// Completions inside a line that is taken as it stands: of the piece before the cursor.
    private func pieces(
        of verb: Verb, _ typed: some BidirectionalCollection<Unicode.Scalar>
    ) -> Completions {
        let ends = " \t\n('\"|,=!@;"
        let piece = String(
            String.UnicodeScalarView(typed.reversed().prefix { !ends.unicodeScalars.contains($0) }.reversed()))
        let start = typed.count - piece.unicodeScalars.count
        let names: [String] = verb.kinds.flatMap { kind -> [String] in
            switch kind {
            case .pattern: return patternPieces(piece)
            case .column: return columnPieces(piece)
            // Where a command may start: first behind the verb's own words, and in parentheses.
            case .command: return verbNames
            default: return []
            }
        }
        var seen: Set<String> = []
        let found = names.filter { $0.hasPrefix(piece) && seen.insert($0).inserted }
        return Completions(
            start: start,
            candidates: found.map { Completions.Candidate(text: $0, label: $0, isWhole: !$0.hasPrefix("<")) })
    }

    private func patternPieces(_ piece: String) -> [String] {
        switch piece.first {
        case "$":
            let all = rulebook.library.packs.flatMap(\.lexicons).map(\.reference)
            return all.map { "$" + $0.name }.sorted() + all.map { "$\($0.pack):\($0.name)" }.sorted()
        case "%": return rulebook.library.packs.flatMap(\.patterns.keys).map { "%" + $0 }.sorted()
        case "<": return knownTypes.map { "<" + $0 }
        default: return []
        }
    }

    /// Tables, their columns, and the columns of a table before a dot.
    private func columnPieces(_ piece: String) -> [String] {
        guard !piece.isEmpty, let tables = try? SessionFile.inMemory().columns else { return [] }
        if let dot = piece.lastIndex(of: ".") {
            let table = piece[..<dot]
            return tables.first { $0.table == table }.map { $0.columns.map { "\(table).\($0)" } } ?? []
        }
        return tables.map(\.table) + Set(tables.flatMap(\.columns)).sorted()
    }

    /// Those that start as the word does, each once, in the order given.
    private func plain(_ names: [String], _ word: Unfinished) -> [Completions.Candidate] {
        var seen: Set<String> = []
        return names.filter { $0.hasPrefix(word.text) && seen.insert($0).inserted }.map {
            Completions.Candidate(text: word.quoted($0, isWhole: true), label: $0)
        }
    }

    /// `zone=` and then its values.
    private func filters(_ word: Unfinished, of names: [String]) -> [Completions.Candidate] {
        guard let condition = FlagFilter.condition(word.text) else {
            guard !word.text.isEmpty else { return [] }
            return names.filter { $0.hasPrefix(word.text) }.map {
                Completions.Candidate(text: $0 + ($0 == "level" ? ">=" : "="), label: $0, isWhole: false)
            }
        }
        let marks = workspace.articles.flatMap(\.marks)
        let values: [String] =
            switch condition.name {
            case "type": knownTypes
            case "level": Level.allCases.map(\.name)
            case "zone": Zone.allCases.map(\.name)
            case "rule": rulebook.rules.map(\.fullName)
            case "voice": Set(marks.map(\.context.voice)).sorted()
            case "quoted": ["yes", "no"]
            case "polarity": ["affirmed", "denied"]
            case "certainty": ["certain", "conditional", "questioned"]
            case "decision": Review.Decision.allCases.map(\.rawValue) + ["none"]
            case "over": ["paragraph", "article", "session"]
            case "band": Set(workspace.articles.flatMap(\.scores).compactMap(\.band)).sorted()
            default:
                Set(
                    marks.compactMap { mark -> String? in
                        if case .text(let text)? = mark[condition.name] { return text }
                        return nil
                    }
                ).sorted()
            }
        return plain(values.map { condition.name + condition.relation.rawValue + $0 }, word)
    }

    /// Files and folders; hidden ones only after a dot.
    private func paths(_ word: Unfinished) -> [Completions.Candidate] {
        let slash = word.text.lastIndex(of: "/")
        let folder = slash.map { String(word.text[...$0]) } ?? ""
        let start = slash.map { String(word.text[$0...].dropFirst()) } ?? word.text
        // A ~ that stands for the home folder is kept as it was typed.
        let isHome = folder.hasPrefix("~/") && word.quote == nil
        let place = isHome ? NSHomeDirectory() + folder.dropFirst() : folder.isEmpty ? "." : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return names.sorted().filter { $0.hasPrefix(start) && ($0.first != "." || start.first == ".") }.map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: place + "/" + name, isDirectory: &isFolder)
            let isWhole = !isFolder.boolValue
            let ending = isWhole ? "" : "/"
            let text =
                isHome
                ? "~" + word.quoted(folder.dropFirst() + name + ending, isWhole: isWhole)
                : word.quoted(folder + name + ending, isWhole: isWhole)
            return Completions.Candidate(text: text, label: name + ending, isWhole: isWhole)
        }
    }
}
