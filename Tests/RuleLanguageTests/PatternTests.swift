import Testing

@testable import RuleLanguage

@Suite struct PatternTests {
    private static let library = read(
        pack(
            "lexicons: {say: [say, 'point out'], adv: [maybe], report-verb: [reports]}\nrules: {hedge.weak: {match: x}}"
        ),
        pack("lexicons: {word: [w]}", name: "core/words"), pack("lexicons: {word: [w]}", name: "flat"))

    private func tree(_ source: String) -> String {
        switch Self.library.pattern(source, words: { splitWords($0) }) {
        case .success(let pattern): describe(pattern.root)
        case .failure(let diagnostic): "\(diagnostic.code) \(diagnostic.span.map { "\($0.start)-\($0.end)" } ?? "")"
        }
    }

    @Test(arguments: [
        ("reportedly", "reportedly"), ("Reportedly", "reportedly"), ("=Reuters", "=Reuters"), ("~say", "~say"),
        ("anonym*", "anonym*"), ("*edly", "*edly"), (#"/\d+(st|nd)/"#, #"/\d+(st|nd)/"#), (#"/a\/b/"#, "/a/b/"),
        ("charge:verb", "charge:uVERB"), ("said:VBN", "said:pVBN"), (":adj", ":uADJ"), (":VB", ":pVB"),
        (":VB*", ":pVB*"), (":PRP$", ":pPRP$"), (":AUX", ":uAUX"), ("anonym*:noun", "anonym*:uNOUN"),
        ("*edly:adv", "*edly:uADV"), ("~say:verb", "~say:uVERB"), ("=May:propn", "=May:uPROPN"),
        ("/x+/:noun", "/x+/:uNOUN"), (".:noun a", "[:uNOUN a]"),
    ])
    func tokens(_ source: String, _ expected: String) { #expect(tree(source) == expected) }

    @Test(arguments: [
        ("a b", "[a b]"), ("a | b", "(a|b)"), ("( a | b c ) d", "[(a|[b c]) d]"), ("(a)(b)", "[a b]"),
        ("foo(a|b)", "[foo (a|b)]"), ("a (b)?", "[a b{0,1}]"), ("(a)*b", "[a{0,-} b]"), ("a b?", "[a b{0,1}]"),
        ("a+", "a{1,-}"), ("a{2}", "a{2,2}"), ("a{2,}", "a{2,-}"), ("a{1,3}", "a{1,3}"), ("(a b){1,3}", "[a b]{1,3}"),
        ("a@x", "a@x"), ("a?@x b", "[a{0,1}@x b]"), ("(a|b)@x", "(a|b)@x"), ("((a)@x b)@y", "[a@x b]@y"),
        ("(a@x|b@x)", "(a@x|b@x)"), ("~say* a", "[~say{0,-} a]"), (":adj* a", "[:uADJ{0,-} a]"),
    ])
    func structure(_ source: String, _ expected: String) { #expect(tree(source) == expected) }

    @Test(arguments: [
        ("a .", "[a any]"), ("a !b", "[a not(b)]"), ("a !b:verb", "[a not(b:uVERB)]"), ("a !b?", "[a not(b){0,1}]"),
        ("a !(b|c)", "[a not((b|c))]"), ("a !:noun", "[a not(:uNOUN)]"), ("a !$adv", "[a not($desk/test:adv)]"),
        ("a !~be*", "[a not(~be){0,-}]"), ("a !b*", "[a not(b*)]"),
        ("a ... b", "[a gap(0,6) b]"), ("a ...3 b", "[a gap(0,3) b]"), ("a ...2-5 b", "[a gap(2,5) b]"),
        ("a ...* b", "[a gap(0,-) b]"), ("a ...*\" b", "[a gap(0,-)\" b]"),
        ("a ...\" b", "[a gap(0,6)\" b]"), ("a ...2-5\"@x b", "[a gap(2,5)\"@x b]"), ("a ...@x b", "[a gap(0,6)@x b]"),
        ("^ a", "[start a]"), ("a $", "[a end]"), ("(^|,) a", "[(start|,) a]"), ("a ($|,)", "[a (end|,)]"),
    ])
    func wildcards(_ source: String, _ expected: String) { #expect(tree(source) == expected) }

    @Test(arguments: [
        ("$say", "$desk/test:say"), ("$say:verb", "$desk/test:say:uVERB"), ("$say? a", "[$desk/test:say{0,1} a]"),
        ("$core/words:word", "$core/words:word"), ("$core/words:word:verb", "$core/words:word:uVERB"),
        ("$flat:word", "$flat:word"), ("$report-verb@x", "$desk/test:report-verb@x"),
        ("$say* a", "[$desk/test:say{0,-} a]"),
        ("<quote>", "<quote>"), ("<hedge>", "<hedge>"), ("<quote words>=2>@q", "<quote words>='2'>@q"),
        ("<quote words>2 closed=yes>", "<quote words>2.0 closed='yes'>"),
        ("<name entity!='The Wire'>", "<name entity!='The Wire'>"), ("< quote closed = no >", "<quote closed='no'>"),
        ("<quote>?  a", "[<quote>{0,1} a]"),
    ])
    func references(_ source: String, _ expected: String) {
        #expect(tree(source) == expected.replacing("words>='2'", with: "words>=2.0"))
    }

    @Test(arguments: [
        (#"\$5"#, "[$ 5]"), (#"\."#, "."), (#"\:"#, ":"), (#"a\:b"#, "[a : b]"), (#"\(a\)"#, "[( a )]"),
        (#"what\?"#, "[what ?]"), ("don't", "[do n't]"), ("so-called", "[so - called]"),
        ("don't?  a", "[[do n't]{0,1} a]"),
        ("so-called@x", "[so - called]@x"), ("\"", "\""), (",", ","), ("and/or", "[and / or]"), ("a!", "[a !]"),
        ("10%", "[10 %]"), (#"\~"#, "~"),
    ])
    func literals(_ source: String, _ expected: String) { #expect(tree(source) == expected) }

    @Test(arguments: [
        ("", "pattern-empty 0-0"), ("  ", "pattern-empty 0-2"), ("(a", "pattern-syntax 0-1"),
        ("a)", "pattern-syntax 1-2"), ("a ()", "pattern-syntax 3-4"), ("(a|)", "pattern-syntax 3-4"),
        ("|a", "pattern-syntax 0-1"), ("a ....", "bad-gap 2-6"), ("a ..", "bad-gap 2-4"),
        ("a ...5-2", "bad-gap 2-8"), ("a ...0", "bad-gap 2-6"), ("a ...500", "bad-gap 2-8"),
        ("a ...? b", "bad-repetition 5-6"),
        ("a .com", "must-escape 2-3"), ("a{3,1}", "bad-repetition 1-6"), ("a{}", "bad-repetition 1-3"),
        ("a{1,500}", "bad-repetition 1-8"), ("a{0}", "bad-repetition 1-4"), ("a+?", "bad-repetition 2-3"),
        ("a @b", "must-escape 2-3"),
        ("a@", "bad-name 1-2"), ("a@1", "bad-name 1-3"), ("a ?", "must-escape 2-3"), ("* a", "must-escape 0-1"),
        ("*ed*", "pattern-syntax 3-4"), ("~", "must-escape 0-1"), ("= a", "must-escape 0-1"),
        ("! a", "must-escape 0-1"),
        ("!!a", "pattern-syntax 0-2"), ("!... b", "not-one-token 1-4"), ("!<quote> b", "not-one-token 1-8"),
        ("!(a b) c", "not-one-token 1-6"), ("!(a|b c) d", "not-one-token 4-7"), ("!$say a", "not-one-token 1-5"),
        ("!don't a", "word-splits 1-6"), ("=don't", "word-splits 0-6"), ("~so-called", "word-splits 0-10"),
        ("so-c*", "word-splits 0-5"), ("don't:verb", "word-splits 0-10"), ("$5", "must-escape 0-1"),
        ("^a", "must-escape 1-2"),
        ("a: b", "must-escape 1-2"), ("a:vrb", "unknown-tag 1-5"), ("a:vbn", "unknown-tag 1-5"),
        (":QQ*", "unknown-tag 0-4"),
        ("10:30", "must-escape 2-3"), ("(a|b):verb", "pattern-syntax 5-6"), ("/[a-/", "bad-regex 0-5"),
        ("/abc", "bad-regex 0-1"),
        ("//", "bad-regex 0-2"), ("<", "pattern-syntax 0-1"), ("<quote", "pattern-syntax 0-1"),
        ("<quote x>", "pattern-syntax 7-8"),
        ("<quote words>=>", "pattern-syntax 7-12"), ("<quote words='a>", "pattern-syntax 13-14"),
        ("<quote>:verb", "pattern-syntax 7-8"),
        ("<qoute>", "unknown-type 1-6"), ("<quote quoted=maybe>", "unknown-value 14-19"), ("a<b", "pattern-syntax 1-2"),
        ("$sya", "unknown-lexicon 0-4"), ("$word", "ambiguous-lexicon 0-5"),
        ("$core/words:wrod", "unknown-lexicon 0-16"),
        ("a@voice", "reserved-name 1-7"), ("(a@x b)@x", "capture-twice 1-4"), ("a? b?", "matches-nothing 0-5"),
        ("^ $", "matches-nothing 0-3"), ("a\\", "pattern-syntax 1-2"), ("a ^@y", "must-escape 3-4"),
    ])
    func errors(_ source: String, _ expected: String) { #expect(tree(source) == expected) }

    @Test func suggestions() throws {
        func message(_ source: String) -> String {
            guard case .failure(let diagnostic) = Self.library.pattern(source, words: { splitWords($0) }) else {
                return ""
            }
            return diagnostic.message
        }
        #expect(message("$sya").contains("did you mean $say?"))
        #expect(message("<qoute>").contains("did you mean quote?"))
        #expect(message("a:vrb").contains("did you mean :verb?"))
        #expect(message("$5").contains(#"`\$5`"#))
        #expect(message("~so-called").contains("`so` `-` `called`"))
    }

    @Test func nodesKnowTheirPlaces() throws {
        let text = try Self.library.pattern("so-called (a|!b)@x", words: { splitWords($0) }).get()
        func spans(_ node: Pattern.Node) -> [String] {
            let own = "\(describe(node)) \(node.span.start)-\(node.span.end)"
            switch node.kind {
            case .sequence(let nodes), .alternatives(let nodes): return [own] + nodes.flatMap { spans($0) }
            case .not(let inner), .capture(_, let inner), .repeated(let inner, _, _): return [own] + spans(inner)
            default: return [own]
            }
        }
        #expect(
            spans(text.root) == [
                "[[so - called] (a|not(b))@x] 0-18", "[so - called] 0-9", "so 0-2", "- 2-3", "called 3-9",
                "(a|not(b))@x 10-18", "(a|not(b)) 10-16", "a 11-12", "not(b) 13-15", "b 14-15",
            ])
    }

    @Test func bounds() {
        #expect(tree("((a{1,50} b){1,50} c){1,50}") == "pattern-too-large 0-27")
        #expect(
            tree(String(repeating: "(", count: 33) + "a" + String(repeating: ")", count: 33)).hasPrefix(
                "pattern-too-deep"))
        #expect(tree(String(repeating: "(", count: 32) + "a" + String(repeating: ")", count: 32)) == "a")
        #expect(tree(String(repeating: "a ", count: 2001)).hasPrefix("pattern-too-large"))
    }
}
