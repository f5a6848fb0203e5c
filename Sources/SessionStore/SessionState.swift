import Hearsay

/// What could not be saved, opened or asked, as one message that names the file and says what to do.
public struct SessionStoreError: Error, Sendable, Equatable {
    public var message: String

    public init(message: String) { self.message = message }
}

/// What a flag is known by when rules and numbers change: its rule, its words and its sentence, white space run together.
public struct FlagKey: Sendable, Hashable {
    /// The rule's full name.
    public var rule: String
    public var text: String
    public var sentence: String
    /// Which of several such flags in the article, from 1.
    public var nth: Int

    public init(rule: String, text: String, sentence: String, nth: Int) {
        self.rule = rule
        self.text = text
        self.sentence = sentence
        self.nth = nth
    }
}

/// What a reader decided about a flag.
public struct Review: Sendable, Equatable {
    public enum Decision: String, Sendable, CaseIterable { case accept, reject }

    /// The article's number.
    public var article: Int
    public var flag: FlagKey
    public var decision: Decision
    public var reason: String?
    /// ISO 8601, UTC.
    public var time: String

    public init(article: Int, flag: FlagKey, decision: Decision, reason: String?, time: String) {
        self.article = article
        self.flag = flag
        self.decision = decision
        self.reason = reason
        self.time = time
    }
}

/// What a reader noted about a flag or an article.
public struct Note: Sendable, Equatable {
    /// The article's number.
    public var article: Int
    /// `nil` where the note is about the article.
    public var flag: FlagKey?
    public var text: String
    /// ISO 8601, UTC.
    public var time: String

    public init(article: Int, flag: FlagKey?, text: String, time: String) {
        self.article = article
        self.flag = flag
        self.text = text
        self.time = time
    }
}

/// A session as the shell has it, to be written into a file.
public struct SessionState: Sendable {
    public struct Article: Sendable {
        public var number: Int
        /// The numbers of its first flag and of its first score.
        public var firstFlag: Int
        public var firstScore: Int
        public var analysis: Analysis
        /// Another one for every analysis: the same stamp is the same findings.
        public var stamp: Int

        public init(number: Int, firstFlag: Int, firstScore: Int, analysis: Analysis, stamp: Int) {
            self.number = number
            self.firstFlag = firstFlag
            self.firstScore = firstScore
            self.analysis = analysis
            self.stamp = stamp
        }
    }

    /// In the order of their numbers.
    public var articles: [Article]
    public var reviews: [Review]
    public var notes: [Note]
    public var packs: [StoredSession.Pack]
    /// The program's version.
    public var program: String

    public init(
        articles: [Article], reviews: [Review] = [], notes: [Note] = [], packs: [StoredSession.Pack], program: String
    ) {
        self.articles = articles
        self.reviews = reviews
        self.notes = notes
        self.packs = packs
        self.program = program
    }
}

/// A session as it comes out of a file: the articles, to be analysed again, what readers decided and noted, and the packs
/// that the articles had been read with.
public struct StoredSession: Sendable {
    public struct Pack: Sendable, Equatable {
        public var name: String
        public var version: String
        /// SHA-256 over the pack's files, in hexadecimal.
        public var hash: String

        public init(name: String, version: String, hash: String) {
            self.name = name
            self.version = version
            self.hash = hash
        }
    }

    /// In the order of their numbers.
    public var articles: [Article]
    /// The articles' numbers.
    public var numbers: [Int]
    public var reviews: [Review]
    public var notes: [Note]
    /// In the order of their names.
    public var packs: [Pack]
}

/// A flag as a session file has it.
public struct StoredFlag: Sendable {
    /// The article's id, as its source calls it.
    public var article: String
    public var number: Int
    public var type: String
    public var rule: String
    public var level: String
    public var text: String
    /// Ordinal, from 1.
    public var paragraph: Int

    public init(
        article: String, number: Int, type: String, rule: String, level: String, text: String, paragraph: Int
    ) {
        self.article = article
        self.number = number
        self.type = type
        self.rule = rule
        self.level = level
        self.text = text
        self.paragraph = paragraph
    }
}
