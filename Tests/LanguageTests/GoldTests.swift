import Testing

@testable import Language

/// Our own news sentences with the tokens and sentence ends that they should have, so that what was reached stays.
///
/// A space is a space of the text; `|` parts two tokens with nothing between them; `‖` ends a sentence before a space.
struct GoldTests {
    @Test(arguments: Self.titles + Self.numbers + Self.contractions)
    func words(gold: String) { check(gold) }

    @Test(arguments: Self.quotations + Self.ends)
    func quotationsAndEnds(gold: String) { check(gold) }

    @Test(arguments: Self.links + Self.shapes)
    func linksAndShapes(gold: String) { check(gold) }

    @Test func thereAreEnough() {
        let all = [Self.titles, Self.numbers, Self.contractions, Self.quotations, Self.ends, Self.links, Self.shapes]
        #expect(all.joined().reduce(0) { $0 + $1.split(separator: "‖").count } >= 150)
    }

    private func check(_ gold: String) {
        let text = gold.replacing("|", with: "").replacing(" ‖ ", with: " ")
        let document = read(text)
        let found = document.sentences.map { sentence in
            var line = ""
            for token in sentence.tokens {
                if token > sentence.tokens.lowerBound {
                    line += document.tokens[token].flags.contains(.spaceBefore) ? " " : "|"
                }
                line += document.string(token..<token + 1)
            }
            return line
        }
        #expect(found.joined(separator: " ‖ ") == gold)
    }

    private static let titles = [
        "Gen. Orlo met Sen. Vek in Karsa|. ‖ They spoke for an hour|.",
        "Mr. Marrow and Mrs. Tane declined to comment|. ‖ Dr. Ullin did not|.",
        "Lt. Col. Ansa Brod and Sgt. Pell were named|. ‖ Capt. Ruel was not|.",
        "Rep. Ilo Marrow|, D|-|Karsa|, and Gov. Tane disagree|.",
        "The U.S. Senate voted on Monday|. ‖ The U.N. did not|.",
        "He moved to the U.S. ‖ She stayed in Karsa|.",
        "He moved to the U.S. in May|.",
        "J. R. Vek wrote it with A.B. Orlo|. ‖ Nobody read it|.",
        "Ilana T. Marrow chairs the board|.",
        "Prof. Hanne Ruel|, Ph.D.|, teaches in St. Orla|.",
        "Marrow Inc. bought Tane & Co. for cash|. ‖ Vek Corp. sold it|.",
        "The firm is called Vek Ltd. ‖ It was founded by two brothers|.",
        "Adm. Pell Jr. and Brig. Gen. Tane Sr. retired|.",
        "Sources|, e.g. the ministry|, said so|; others|, i.e. the police|, did not|.",
        "It was Karsa vs. Tolm in the final|. ‖ Karsa won|.",
        "The Rev. Oda Brod prayed|. ‖ Then the Hon. Ilo Pell spoke|.",
        "See No. 5 on p. 12 of vol. 3|.",
        "She said no|. ‖ No one asked again|.",
        "They met on Jan. 5 and again on Sept. 12|. ‖ On Dec. 1 they parted|.",
        "He arrived on Mon. 3 March|. ‖ She left on Tues. 4 March|.",
        "They live on Orla St. near the mill|.",
        "The blast was at Ft. Brod|. ‖ Mt. Tane was calm|.",
        "Washington|, D.C. is far away|.",
        "Orlo et al. found none|.",
    ]

    private static let numbers = [
        "Prices rose 3.5 percent|, to $|4.20|.",
        "It cost US$ 5.2 million",
        "The €|7|-|million plan and the £|1.5|bn one failed|.",
        "Some 1,200 men and 3,000.50 kg of rice|, 20|% of it spoiled|.",
        "At 5 p.m. Friday the doors closed|. ‖ At 6 a.m. they opened|.",
        "It began at 4:30 pm and ended at 10 o'clock|.",
        "It began at 5 p.m. ‖ The crowd left at once|.",
        "The talks of 2010|-|2015 and the 1990s were long|.",
        "Call 555-123-4567 before 2031-01-05|.",
        "On 9/11 and on the 21st nothing happened|.",
        "The score was 3|-|2 after 90 minutes|.",
        "A 20|-|year|-|old man was held|. ‖ He is from Tolm|.",
        "He weighs 80 kg and runs 10 km at 12 mph|.",
        "It is 27.5 degrees|. ‖ It was 30 yesterday|.",
        "Turnout was 61.8|%|. ‖ In 2027|, it was 58|%|.",
        "The bill passed 51|-|49|. ‖ Two abstained|.",
        "Two thirds|, or 2/3|, agreed|.",
        "The Boeing 737 and the G20 met|.",
        "No. 10 was silent|.",
        "They counted 1|, 2 and 3|.",
        "Version 2.0 is out|. ‖ Version 1 is not|.",
        "He was No. 1 in 2030|. ‖ In 2031 he was third|.",
    ]

    private static let contractions = [
        "She wo|n't say|, but they|’ve left|.",
        "I|'m sure he|’d know|, and we|'ll ask|.",
        "It|'s Vela|'s and it|’s Karsa|’s|.",
        "The Marrows|' boat and the workers|’ pay were lost|.",
        "We can|not go|. ‖ I|'m gon|na stay|.",
        "They did|n’t|, could|n't and have|n’t|.",
        "DO|N'T MOVE|.",
        "O'Dara of L’Arc ate at one o'clock|.",
        "Get 'em while it lasts|, rock 'n' roll of the '90s|.",
        "James|'s car|, Orlo|’s|, was found|.",
        "Y'all know that|, do|n’t you|?",
        "Who|'s there|? ‖ That|’s me|.",
        "The minister|’s aide|’s phone rang|.",
        "You|’re late|. ‖ They|'re not|.",
        "He should|’ve known|.",
        "Let|’s go|, let|'s see|.",
        "The co-author re-elected a well|-|known non-profit|.",
        "A so|-|called ex-minister took part|.",
    ]

    private static let quotations = [
        "“|We left|,|” she said|. ‖ “|Nobody saw us|.|”",
        "\"|We left|,|\" she said|. ‖ \"|Nobody saw us|.|\"",
        "“|We won|.|” ‖ She left|.",
        "“|Is it true|?|” he asked|.",
        "“|Never again|!|” she cried|. ‖ He laughed|.",
        "She said|: “|It is over|.|” ‖ “|It is not|,|” he said|.",
        "He called it “|a mistake|.|” ‖ The ministry agreed|.",
        "He called the “|friendly country|” a threat|.",
        "“|I was told|, ‘|Go home|,|’ and left|,|” she said|.",
        "“|It is|,|” Vek said|, “|the end|.|” ‖ Then he left|.",
        "“|Why|?|” ‖ Nobody answered|.",
        "‘|We do not know|,|’ the workers|’ leader said|.",
        "``|We left|,|'' she said|.",
        "“|The U.S.|” he said|, “|is far|.|”",
        "Orlo|, “|Big Jon|” to his friends|, smiled|.",
        "He wrote|: “|No comment|.|”",
        "“|It|’s Karsa|’s|,|” she said|.",
        "(|He had been told|.|) ‖ Then he left|.",
        "He left (|he had been told to|)|. ‖ She stayed|.",
        "It ended in riots|.|[|17|] ‖ They stopped|.",
        "“|We must act|,|” she said|, “|or else … we lose|.|”",
        "\"|Yes|!|\" he said|.",
        "“|We left at dawn|. ‖ Nobody saw us|. ‖ It was cold|,|” she said|.",
    ]

    private static let ends = [
        "Did he resign|? ‖ He did|! ‖ Nobody knew|.",
        "What|?! ‖ He was gone|.",
        "He waited ... and left|.",
        "He waited|... ‖ Then he left|.",
        "She paused|… and went on|.",
        "The talks failed — again — on Monday|.",
        "The talks failed -- again -- on Monday|.",
        "Karsa|–|Tolm trains stopped|; buses ran|.",
        "It was late|: the shops had closed|.",
        "They came from Karsa|, Tolm|, Orla|, etc. and stayed|.",
        "“|The end|.|” ‖ And then|?",
        "He lives in the mill|. ‖ his brother does not|.",
        "Yahoo|! shares fell|.",
        "It was 5 p.m. in Karsa when Gen. Pell spoke|.",
        "I told you and I|. ‖ Did you hear|?",
        "They sold it to Marrow & Co. ‖ The price was not named|.",
        "He saw her at the U.N. ‖ He did not wave|.",
        "The plan|, she said|, is dead|. ‖ “|Dead|!|”",
        "Nobody won|, said Vek|, and nobody lost|.",
    ]

    private static let links = [
        "See https://news.example.org/a_b?c=d#e|. ‖ Then write|.",
        "Mail ilana.marrow@karsa.example.org|, please|.",
        "It is on www.karsa.org/x (|and karsa.com|)|.",
        "@karsa_herald wrote #KarsaTalks|. ‖ #Orla followed|.",
        "He is @vek on one and @vek2 on another|.",
        "The file minutes.pdf was lost|.",
        "Karsa.com said so|. ‖ Others did not|.",
        "R&D at AT&T went on|.",
        "Women and|/|or men",
        "Read more at http://karsa.example/news|!",
    ]

    private static let shapes = [
        "KARSA TALKS FAIL AS VEK WALKS OUT",
        "Karsa talks fail|, Vek walks out",
        "PRESIDENT TANE|: NO DEAL",
        "GEN. ORLO RESIGNS",
        "Vek|: ‘|I did not know|’",
        "1|) Buy bread ‖ 2|) Sell milk",
        "• Bread ‖ • Milk ‖ • Salt",
        "What we know so far",
        "In pictures|: the Karsa flood",
        "UPDATE|: Two held after blast",
        "Orlo|, 54|, of Tolm",
        "Ilana Marrow in Karsa and Jon Vek in Tolm",
        "By Ilana Marrow",
        "Škoda and Ångstrøm are names|, naïve is none|.",
        "The café|’s owner left|.",
        "ok 👍🏽|!",
        "So it goes ;-) ‖ Then he left|.",
    ]
}
