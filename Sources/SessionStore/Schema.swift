import GRDB

/// The tables of a session file. `Documentation/session-file.md` describes every column; a test compares the two.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (number, sql) in [(1, version1), (2, version2)] {
            migrator.registerMigration("\(number)") { database in
                try database.execute(sql: sql)
                try database.execute(sql: "PRAGMA application_id = \(SessionStore.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(number)")
            }
        }
        return migrator
    }

    private static let version1 = """
        CREATE TABLE pack (
            name TEXT PRIMARY KEY,
            version TEXT NOT NULL,
            hash TEXT NOT NULL
        );
        CREATE TABLE session (
            program TEXT NOT NULL
        );
        CREATE TABLE article (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            path TEXT,
            title TEXT,
            outlet TEXT,
            date TEXT,
            url TEXT,
            lang TEXT,
            meta TEXT NOT NULL,
            text TEXT NOT NULL,
            words INTEGER NOT NULL,
            sentences INTEGER NOT NULL,
            paragraphs INTEGER NOT NULL,
            layout TEXT NOT NULL,
            notices TEXT NOT NULL
        );
        CREATE TABLE mark (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article (id),
            flag INTEGER UNIQUE,
            type TEXT NOT NULL,
            rule TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            text TEXT NOT NULL,
            sentence INTEGER NOT NULL,
            paragraph INTEGER NOT NULL,
            zone TEXT NOT NULL,
            voice TEXT NOT NULL,
            depth INTEGER NOT NULL,
            quoted INTEGER NOT NULL,
            polarity TEXT NOT NULL,
            certainty TEXT NOT NULL,
            attributes TEXT NOT NULL,
            captures TEXT NOT NULL,
            level TEXT,
            message TEXT,
            outer INTEGER REFERENCES mark (id) DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX mark_article ON mark (article, start);
        CREATE INDEX mark_type ON mark (type);
        CREATE TABLE attribution (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article (id),
            mark INTEGER NOT NULL REFERENCES mark (id),
            source TEXT,
            name TEXT,
            class TEXT NOT NULL,
            mode TEXT NOT NULL,
            hops INTEGER NOT NULL,
            via INTEGER REFERENCES attribution (id) DEFERRABLE INITIALLY DEFERRED,
            strength REAL,
            rule TEXT NOT NULL
        );
        CREATE TABLE score (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article (id),
            rule TEXT NOT NULL,
            scope TEXT NOT NULL,
            "by" TEXT,
            paragraph INTEGER,
            value REAL,
            band TEXT,
            lets TEXT NOT NULL,
            level TEXT,
            message TEXT
        );
        CREATE TABLE review (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article (id),
            rule TEXT NOT NULL,
            text TEXT NOT NULL,
            sentence TEXT NOT NULL,
            decision TEXT NOT NULL,
            note TEXT,
            time TEXT NOT NULL
        );
        CREATE VIEW flag AS
            SELECT flag AS number, article, level, message, type, rule, start, "end", text, sentence, paragraph, zone,
                voice, depth
            FROM mark WHERE flag IS NOT NULL ORDER BY flag;
        CREATE VIEW source AS
            SELECT article, name, class, count(*) AS statements, sum(mode <> 'indirect') AS quoted, max(hops) AS hops,
                max(strength) AS strength
            FROM attribution WHERE name IS NOT NULL GROUP BY article, class, lower(name) ORDER BY article, min(id);
        """

    /// Files that are written piece by piece as the session changes, with decisions, notes and full-text search.
    private static let version2 = """
        ALTER TABLE article ADD COLUMN annotation TEXT;
        ALTER TABLE article ADD COLUMN digest TEXT;
        ALTER TABLE review ADD COLUMN nth INTEGER NOT NULL DEFAULT 1;
        CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES article (id),
            rule TEXT,
            text TEXT,
            sentence TEXT,
            nth INTEGER,
            note TEXT NOT NULL,
            time TEXT NOT NULL
        );
        CREATE INDEX mark_outer ON mark (outer);
        CREATE INDEX attribution_article ON attribution (article);
        CREATE INDEX attribution_mark ON attribution (mark);
        CREATE INDEX attribution_via ON attribution (via);
        CREATE INDEX score_article ON score (article);
        CREATE VIRTUAL TABLE passage USING fts5 (
            article UNINDEXED, paragraph UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2"
        );
        """
}
