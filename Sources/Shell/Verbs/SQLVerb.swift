import Hearsay
import SessionStore

extension Verb {
    static let sql = Verb(
        name: "sql", summary: "ask the session in SQL", usage: "[--csv|--json] SELECT …",
        details: [
            "The rest of the line is one statement, as it stands. It can read and change nothing. Tables and views: "
                + "article, mark, flag, attribution, source, score, review, note, pack and, for full-text search, passage; "
                + "sql alone lists their columns. A statement goes on over lines until its parentheses and quotes are "
                + "closed."
        ],
        examples: [
            Example(
                line: "sql SELECT name, avg(strength) FROM attribution GROUP BY name ORDER BY 2",
                about: "the weakest sources first"),
            Example(line: "sql --csv SELECT * FROM flag", about: "every flag, for a spreadsheet"),
        ],
        kinds: [.column], isRaw: true
    ) { session, invocation throws(ShellError) in
        let listing = try session.answer(invocation)
        guard !listing.rows.isEmpty else { return session.console.note("no rows") }
        var table = Table(
            columns: listing.columns.enumerated().map { index, name in
                let isNumber = listing.rows.allSatisfy { row in
                    if case .text = row[index] { return false }
                    return true
                }
                return Table.Column(title: name, isRight: isNumber, shrinks: true)
            })
        table.rows = listing.rows.map { $0.map { StyledText($0.shown) } }
        try session.write(table.lines(session.console))
    }
    .listing { session, invocation throws(ShellError) in try session.answer(invocation) }
}

extension ShellSession {
    fileprivate func answer(_ invocation: Invocation) throws(ShellError) -> Listing {
        let database = try database()
        guard let statement = invocation.texts.first else {
            var listing = Listing("table", "columns")
            listing.rows = database.columns.map { [.text($0.table), .text($0.columns.joined(separator: ", "))] }
            return listing
        }
        let rows: SessionRows
        do throws(SessionStoreError) {
            rows = try database.query(statement, isInterrupted: { console.isInterrupted })
        } catch {
            if console.isInterrupted { throw .interrupted }
            throw ShellError("\(error.message)")
        }
        var listing = Listing()
        listing.columns = rows.columns
        listing.rows = rows.rows.map { row in
            row.map { value in
                switch value {
                case .null: .none
                case .number(let number): .number(number)
                case .text(let text): .text(text)
                }
            }
        }
        return listing
    }
}

extension Datum {
    /// In a table for people: numbers with two decimals, text on one line.
    fileprivate var shown: String {
        switch self {
        case .none: ""
        case .number(let number): short(number)
        case .text(let text): oneLine(text)
        }
    }
}
