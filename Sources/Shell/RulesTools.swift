import Foundation
import Hearsay
import Reports

/// What a rule's author does in the shell.
extension ShellSession {
    func checkRules(_ names: [String]) throws(ShellError) {
        let packs = try self.packs(names)
        let files = Set(packs.flatMap { [$0.source.path] + $0.files.map(\.path) })
        let found = rulebook.diagnostics.filter { diagnostic in
            names.isEmpty || diagnostic.span.map { files.contains($0.file.path) } ?? true
        }
        for diagnostic in found {
            for line in diagnostic.rendered().split(separator: "\n") { console.write(StyledText(String(line))) }
        }
        let errors = found.filter { $0.severity == .error }.count
        let rules = packs.reduce(0) { $0 + $1.rules.count }
        console.note(
            "\(count(packs.count, "pack")), \(count(rules, "rule")): \(count(errors, "error")), "
                + "\(count(found.count - errors, "warning"))")
        if errors > 0 { throw ShellError("\(count(errors, "error")) in the rules", .rules) }
    }

    func testRules(_ names: [String], measuringCoverage: Bool) throws(ShellError) {
        let packs = try self.packs(names)
        let results = rulebook.runTests(of: Set(packs.map(\.name)), measuringCoverage: measuringCoverage)
        try write(results.lines().map { StyledText($0) })
        guard results.failures.isEmpty else {
            throw ShellError("\(count(results.failures.count, "test")) failed", .rules)
        }
        if !results.areGood { throw ShellError("not all of it is covered by tests", .rules) }
    }

    func evaluate(_ paths: [String], types: [String], listsErrors: Bool) throws(ShellError) {
        let gold: [GoldArticle]
        do { gold = try GoldReader.read(paths) } catch { throw ShellError("\(error)", .input) }
        let scores = GoldScores(gold, types: types, with: rulebook)
        try write((scores.lines + (listsErrors ? scores.missLines : [])).map { StyledText($0) })
    }

    /// Writes a pack to start from and reads it.
    func newRules(in path: String) throws(ShellError) {
        let name = PackTemplate.packName(forFile: path)
        if let pack = rulebook.library.packs.first(where: { $0.name == name }) {
            throw ShellError("there is a pack \(name) already, \(pack.source.path); name the file otherwise")
        }
        do {
            try Data(PackTemplate.text(name: name).utf8).write(
                to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw ShellError("\(path): cannot be written: \((error as NSError).localizedDescription)", .input)
        }
        console.note("wrote \(path): the pack \(name), with a rule to start from; next: rules edit \(path)")
        add(rules: path)
        refreshRules()
    }

    /// Opens a pack in the editor. A built-in one is copied into the working folder first, and the copy stands in for it.
    func editRules(_ word: Word) throws(ShellError) {
        let path = try editable(word)
        guard let status = console.edit(path) else {
            throw ShellError("there is no terminal for an editor; change \(path) in any, and it is read again")
        }
        guard status == 0 else { throw ShellError("the editor ended with an error (\(status)); is $EDITOR right?") }
        refreshRules()
    }

    private func editable(_ word: Word) throws(ShellError) -> String {
        let name = word.text
        let packs = rulebook.library.packs
        let path = Paths.single(word)
        let pack =
            packs.first { $0.name == name || $0.source.path == path } ?? packs.first { $0.name == "core/" + name }
            ?? packs.first { $0.rules.contains { $0.fullName == name || $0.name == name } }
        guard let pack else {
            guard FileManager.default.fileExists(atPath: path) else {
                let near = Suggestion.nearest(name, in: packs.map(\.name)).map { "did you mean \($0)?" }
                throw ShellError("there is no pack, rule or file “\(name)”; \(near ?? "rules new FILE writes a pack")")
            }
            add(rules: path)
            return path
        }
        if ruleFiles[pack.source.path] != nil { return pack.source.path }
        let copy = String(pack.source.path.split(separator: "/").last ?? "pack.yaml")
        do {
            try Data(pack.source.bytes).write(to: URL(fileURLWithPath: copy), options: .withoutOverwriting)
            for list in pack.files {
                let name = String(list.path.split(separator: "/").last ?? "list.txt")
                if FileManager.default.fileExists(atPath: name) { continue }
                try Data(list.bytes).write(to: URL(fileURLWithPath: name), options: .withoutOverwriting)
            }
            console.note(
                "\(pack.name) is built in; \(copy) is a copy that stands in for it while it is given by --rules")
        } catch  where (error as NSError).code == NSFileWriteFileExistsError {
            console.note("\(pack.name) is built in; \(copy), which is there already, stands in for it")
        } catch {
            throw ShellError("\(copy): cannot be written: \((error as NSError).localizedDescription)", .input)
        }
        add(rules: copy)
        return copy
    }

    /// Reads a file of rules from now on.
    private func add(rules path: String) {
        if selection == nil { selection = RuleSelection(useConfig: false) }
        if selection?.paths.contains(path) == false { selection?.paths.append(path) }
    }

    /// The packs of these names, as they are or without `core/`, or read from these files; all where there is no name.
    private func packs(_ names: [String]) throws(ShellError) -> [Pack] {
        let all = rulebook.library.packs
        guard !names.isEmpty else { return all }
        var packs: [Pack] = []
        for name in names {
            let found = all.first { $0.name == name || $0.name == "core/" + name || $0.source.path == name }
            guard let found else {
                let near = Suggestion.nearest(name, in: all.map(\.name)).map { "did you mean \($0)?" }
                throw ShellError("there is no pack “\(name)”; \(near ?? "rules lists them")")
            }
            packs.append(found)
        }
        return packs
    }
}
