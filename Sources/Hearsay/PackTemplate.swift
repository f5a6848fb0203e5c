/// A pack to start from: it passes `rules check` and `rules test --coverage`.
public enum PackTemplate {
    /// - Parameter name: The pack's name, as in `desk/house`.
    public static func text(name: String) -> String {
        """
        # A rule pack. The rule author's guide tells all; this is enough to begin with.
        #   hearsay rules check FILE     says what is wrong, with its line and column
        #   hearsay rules test FILE      runs the tests below
        #   hearsay check STORY.txt --rules FILE
        pack: \(name)
        version: 0.1.0
        engine: '>=1'
        lang: en
        license: CC0-1.0
        about: What our desk asks of every story.

        # Word lists. ~ is any inflection: ~boast is boast, boasts, boasted, boasting.
        lexicons:
          doubting: [~claim, ~boast, ~insist]

        rules:
          claims.verb:
            about: A verb that doubts its speaker. Is “said” enough?
            # Patterns stand in single quotes. $ is a word list, ( )? may be missing, @cue names a part.
            match: '$doubting@cue (that)?'
            # Words near the match that say it means something else here.
            unless: ['~claim (responsibility|credit)']
            # The type of what is found, and which part of the match it is.
            mark: house.verb
            span: cue
            # Reported where the paper itself says it, as a note; levels are note, caution, warning, error.
            flag: {where: voice = author, level: note, say: '“{cue}” doubts the speaker; is “said” enough?'}
            # [Brackets] show what must be found; a miss is a text in which nothing may be.
            tests:
              hit:
                - 'The minister [claimed] that the bridge was safe.'
                - '“He [boasted] of it for years,” said Anna Velm.'
              miss: ['A militia claimed responsibility.']

        """
    }

    /// `desk/house` for `rules/house.yaml`: small letters, digits and `-`.
    public static func packName(forFile path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        var stem = String(file.prefix { $0 != "." }).lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        while stem.first.map({ !$0.isLetter }) == true { stem.removeFirst() }
        return "desk/" + (stem.isEmpty ? "new" : String(stem))
    }
}
