import Hearsay

/// The articles that a path leads to, and what could not be read there.
func readArticles(_ path: String) throws(ShellError) -> (articles: [Article], failures: [ShellError]) {
    throw ShellError("\(path): cannot be read", .input)
}
