import Hearsay
import Testing

/// What rules and explanations see of links.
@Suite struct LinkedMentionTests {
    @Test func aPronounsEntityIsTheLongestMention() throws {
        let yaml = """
            rules:
              said: {match: '<pronoun entity=''Jonas Marrow''>@who said', mark: said, with: {entity: who.entity, link: who.link}}
            """
        let analysis = rulebook(yaml).analyzer.analyze("Marrow left. Jonas Marrow was tired. Later he said so.")
        let mark = try #require(analysis.findings.marks.first)
        #expect(mark["entity"] == .text("Jonas Marrow"))
        #expect(mark["link"] == .text("the only man named in the sentence before"))
        #expect(mark.derivation.links.map { analysis.words($0.mention) } == ["he"])
        #expect(mark.derivation.links.map { analysis.words($0.antecedent) } == ["Jonas Marrow"])
    }

    @Test func aDescriptionHasItsEntity() {
        let yaml = "rules:\n  r: {match: '<np entity=''Zalm Rekin''> left', mark: r}\n"
        #expect(marks(yaml, in: "Zalm Rekin, an envoy, spoke. The envoy left.") == ["r “The envoy left”"])
        #expect(marks(yaml, in: "Zalm Rekin, an envoy, spoke. The lawyer left.") == [])
    }

    /// Who said what, with the language layer alone.
    private static let statement = """
        rules:
          said: {match: '<np>@who (said|says|claimed) that? <clause>@what', mark: said}
        """

    @Test(arguments: [
        ("Officials said the bridge was safe.", "Officials", "the bridge was safe"),
        ("A senior official said that the talks had failed.", "A senior official", "the talks had failed"),
        ("She said he left because it rained.", "She", "he left because it rained"),
        ("Vela's new president said they would stay.", "Vela's new president", "they would stay"),
        ("The three envoys claimed that nobody had asked them.", "The three envoys", "nobody had asked them"),
        ("Ilana Farrow says the port will close.", "Ilana Farrow", "the port will close"),
        ("Later the mayor said it was over.", "the mayor", "it was over"),
        ("But the ministry said the figures were wrong.", "the ministry", "the figures were wrong"),
        ("The man who left said the door was open.", "", ""),
        ("They met and Dravik said the deal was dead.", "Dravik", "the deal was dead"),
        ("Two people said the boat sank.", "Two people", "the boat sank"),
        ("The union said its members would not work.", "The union", "its members would not work"),
        ("No one said anything.", "", ""),
        ("The report says prices rose.", "The report", "prices rose"),
        (
            "The committee said that if it rained the vote would wait.", "The committee",
            "if it rained the vote would wait"
        ),
        ("The 12-year-old boy said he was cold.", "The 12-year-old boy", "he was cold"),
    ])
    func whoSaidWhat(text: String, who: String, what: String) {
        let analysis = rulebook(Self.statement).analyzer.analyze(text)
        let mark = analysis.findings.marks.first
        #expect(mark.map { analysis.capture("who", of: $0) } ?? [""] == [who])
        #expect(mark.map { analysis.capture("what", of: $0) } ?? [""] == [what])
    }
}
