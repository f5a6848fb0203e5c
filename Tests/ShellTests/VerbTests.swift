import Testing

@testable import Shell

@Suite struct VerbTests {
    @Test func listsArticlesWithFlagsAndBands() {
        #expect(Sample.run("articles").output == ["  1  Karsa signs border deal  38 words  hedging 23 weak"])
    }

    @Test func listsFlags() {
        let (output, error) = Sample.run("flags")
        #expect(error == nil)
        #expect(
            output == [
                "   #  ¶  flag             text     in",
                "  f1  2  hedge.report     said to  Two envoys were said to have met in Velm, a senior off…",
                "  f2  2  hedge.epistemic  may      “A corridor may open,” said Ilana Marrow.",
                "  s1  core/hedging:strength  warning: weak sourcing",
            ])
    }

    static let filters: [(line: String, numbers: [String]?)] = [
        ("flags hedge", ["f1", "f2"]), ("flags hedge.report", ["f1"]), ("flags type=hedge.epistemic", ["f2"]),
        ("flags level>=caution", ["f1", "s1"]), ("flags level=note", ["f2"]), ("flags voice=author", ["f1"]),
        ("flags 'voice=Ilana Marrow'", ["f2"]), ("flags rule=report.passive", ["f1"]),
        ("flags rule!=modal", ["f1", "s1"]),
        ("flags zone=lead", ["f1", "f2"]), ("flags zone=headline", []), ("flags weight>0.5", ["f1"]),
        ("flags sentence>2", ["f2"]), ("flags kar", ["f1", "f2", "s1"]), ("flags 1 modal=1", nil), ("flags 2", nil),
        ("flags hegde", nil), ("flags level>=cautious", nil), ("flags zone=head", nil),
    ]

    @Test(arguments: filters)
    func filtersFlags(line: String, expected: [String]?) {
        let (output, error) = Sample.run(line)
        #expect((error == nil) == (expected != nil), "\(error?.message ?? "")")
        let numbers = output.filter { !$0.contains("¶") }.map { String($0.split(separator: " ")[0]) }
        #expect(numbers == expected ?? [])
    }

    @Test func suggestsTypesAndNames() {
        #expect(Sample.run("flags hegde").error?.message.contains("did you mean hedge?") == true)
        #expect(Sample.run("flags voise=author").error?.message.contains("did you mean voice?") == true)
    }

    @Test func explainsAFlag() {
        #expect(
            Sample.run("why f1").output == [
                "core/hedging:report.passive   Rules/hedging.yaml:2",
                "  caution: about “said to”",
                "    ~be          were     (token 61)",
                "    said to@cue  said to  (tokens 62-63)",
                "  unless  none of 1 matched",
                "  where  zone != headline",
                "  with  weight 0.8",
                "  voice author · zone lead · depth 0",
            ])
    }

    @Test func explainsAScore() {
        #expect(
            Sample.run("why s1").output == [
                "core/hedging:strength   Rules/hedging.yaml:4",
                "  warning: weak sourcing",
                "    all       9  count(<attribution>)",
                "    value  23.4  100 * worth / max(1, all)",
                "    band   weak  value < 40",
                "  over article",
            ])
        #expect(
            Sample.run("scores").output == [
                "   #  score                  over     value  band  from",
                "  s1  core/hedging:strength  article   23.4  weak  all 9",
            ])
    }

    @Test(arguments: ["why f9", "why s2", "why", "why x", "why f1 f2", "show f9", "show 7", "close", "load", "source"])
    func asksForWhatIsMissing(line: String) {
        let error = Sample.run(line).error
        #expect(error?.code == .usage)
        #expect(error?.message.isEmpty == false)
    }

    @Test func showsAnArticleWithFlagsInTheMargin() {
        let console = FakeConsole()
        console.width = 60
        #expect(Sample.session(console).execute("show 1") == .done)
        #expect(console.paged == 1)
        #expect(
            console.output == [
                "         Karsa signs border deal",
                "",
                "     f1  KARSA (Wire) - Two envoys were said to have met in",
                "         Velm, a senior official told The Karsa Herald. “A",
                "     f2  corridor may open,” said Ilana Marrow.",
                "",
                "         The Herald denied it.",
            ])
        #expect(console.styled.flatMap(\.runs).contains { $0.text == "said to" && $0.role == .mark(family: "hedge") })
    }

    @Test func showsAFlagInItsPlace() {
        let output = Sample.run("show f2").output
        #expect(output.first == "1  Karsa signs border deal")
        #expect(output.contains { $0.hasPrefix("     f1-2  KARSA") } || output.contains { $0.contains("f2  ") })
        #expect(output.last == "  f2  may  note: about “may”")
    }

    @Test func showsWhoToldWhom() {
        #expect(
            Sample.run("sources").output == [
                "  The Karsa Herald      outlet  0.6  1 statement",
                "  └─ a senior official  role    0.2  hop 2",
            ])
    }

    @Test func showsTokens() {
        let output = Sample.run("tokens 1 1").output
        #expect(output.first == "sentence 1 · ¶ 1 · headline")
        let words = output.dropFirst().map { $0.split(separator: " ").prefix(3).map(String.init) }
        #expect(words.map { $0[0] } == ["1", "2", "3", "4"])
        #expect(words[1] == ["2", "signs", "sign"])
        #expect(Sample.run("tokens 1 99").error?.code == .usage)
        #expect(Sample.run("tokens").output.count > 30)
    }

    @Test(arguments: ["try '~be said to'", "try ~be  said to"])
    func triesAPattern(line: String) {
        #expect(
            Sample.run(line).output == [
                "  ¶  in", "  2  Two envoys were said to have met in Velm, a senior official told The Karsa Herald.",
            ])
    }

    @Test func saysWhatIsWrongWithAPattern() {
        #expect(Sample.run("try (said").error?.code == .rules)
        #expect(Sample.run("try").error?.code == .usage)
    }

    @Test func showsRules() {
        #expect(
            Sample.run("rules").output == [
                "core/hedging 1.0.0   3 rules, 0 lexicons   Rules/hedging.yaml", "  Words that hold back.",
            ])
        #expect(
            Sample.run("rules report.passive").output == [
                "core/hedging:report.passive   Rules/hedging.yaml:2   stable",
                "  A passive evidential.",
                "  match   ~be (said to)@cue :VB",
                "  unless  ~be said to :VB by <person>",
                "  where   zone != headline",
                "  mark    hedge.report",
                "  span    cue",
                "  flag    caution, nobody is on record",
                "  hit     He is [[cue: said to]] be ill.",
                "  miss    She said to go.",
            ])
        #expect(Sample.run("rules hedging").output.count == 5)
        #expect(Sample.run("rules report.pasive").error?.message.contains("did you mean report.passive?") == true)
    }

    @Test func helpComesFromTheRegistry() {
        let overview = Sample.run("help").output.joined(separator: "\n")
        for verb in Registry.verbs {
            #expect(overview.contains(verb.summary.prefix(20)))
            let (output, error) = Sample.run("help \(verb.name)")
            #expect(error == nil)
            #expect(output.first?.hasPrefix(verb.name) == true)
        }
    }

    @Test func noTwoVerbsShareAName() {
        let names = Registry.verbs.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test func verbsCanBeShortened() {
        #expect(Sample.run("ar").output == Sample.run("articles").output)
        #expect(Sample.run("fl hedge").output == Sample.run("flags hedge").output)
        #expect(Sample.run("source").error?.message.contains("script") == true)
        #expect(Sample.run("s").error?.message.contains("scores") == true)
        #expect(Sample.run("flgas").error?.message.contains("did you mean flags?") == true)
        #expect(Sample.run("frobnicate").error?.message.contains("help") == true)
        #expect(Sample.run("flags --jsn").error?.message.contains("no option --jsn") == true)
    }

    @Test func closesAnArticle() {
        let console = FakeConsole()
        let session = Sample.session(console)
        session.workspace.add(Sample.analysis)
        #expect(session.execute("close 1") == .done)
        #expect(session.execute("articles") == .done)
        #expect(console.output.count == 1 && console.output[0].hasPrefix("  2  Karsa"))
        #expect(session.execute("why f3") == .done)
        #expect(session.execute("why f1") != .done)
    }

    @Test func stopsWhenInterrupted() {
        let console = FakeConsole()
        let session = Sample.session(console)
        console.interruptAfter = 2
        #expect(session.execute("flags") == .failed(.interrupted))
        #expect(console.output.count == 2)
        console.interruptAfter = nil
        #expect(session.execute("articles") == .done)
    }
}
