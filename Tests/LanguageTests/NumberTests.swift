import Testing

@testable import Language

struct NumberTests {
    @Test func numbers() {
        #expect(
            read("Some 3.5 million of twenty-one groups paid $20 to two dozen men.").strings(.number) == [
                "3.5 million", "twenty-one", "20", "two dozen",
            ])
    }

    @Test func dates() {
        #expect(
            read("On Monday, Jan. 5, 2020, and 7 March 2021, in 1999, on 2020-01-05 and in May 2020 he may march.")
                .strings(.date) == ["Monday, Jan. 5, 2020", "7 March 2021", "1999", "2020-01-05", "May 2020"])
    }
}
