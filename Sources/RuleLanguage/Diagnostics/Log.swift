/// Collects what there is to say while packs are read. Used by one thread.
final class Log {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var errors = 0
    /// The full name of the rule being read, if any: left out when it is in error.
    var rule: String?

    func add(_ code: DiagnosticCode, _ message: String, at span: SourceSpan?) {
        add(Diagnostic(code, message, at: span, rule: code.severity == .error ? rule : nil))
    }

    func add(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        if diagnostic.severity == .error { errors += 1 }
    }

    /// Counts an error that was logged while the file was read, so that what it stands in is left out.
    func poison() { errors += 1 }

    /// Runs `body` and tells whether it went without an error.
    func isClean(_ body: () -> Void) -> Bool {
        let before = errors
        body()
        return errors == before
    }
}

/// A syntax error that has been logged: the pattern or expression cannot be read on.
struct Reported: Error {}
