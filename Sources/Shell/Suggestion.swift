/// The name that somebody who typed `word` most likely meant: the nearest within a third of its letters.
func suggestion(for word: String, among names: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased())
    var best: (name: String, distance: Int)?
    for name in names {
        let distance = distance(typed, Array(name.lowercased()))
        if distance <= max(1, typed.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

/// Letters to insert, delete, change or swap with a neighbour.
private func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...b.count {
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
