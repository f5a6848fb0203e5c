import Glibc
import Language

/// Classes of words that stand in the same company, by exchange: each word goes to the class in which the words before
/// and after it tell the class best, again and again.
///
/// What grows is the likelihood of each word's class given the word before it, and given the word after it.
struct WordClasses {
    /// By word number, from 0.
    private(set) var classes: [Int]
    private let count: Int
    private let text: Bigrams
    /// How often a word (row) is followed and preceded by a class (column).
    private var following: [Int32]
    private var preceding: [Int32]
    private var sizes: [Int]
    /// x·log x.
    private let table: [Float]

    init(_ text: Bigrams, count: Int) {
        self.text = text
        self.count = count
        classes = text.frequencies.indices.map { $0 % count }
        following = Array(repeating: 0, count: text.contexts * count)
        preceding = following
        sizes = Array(repeating: 0, count: count)
        table = (0...1 << 16).map { $0 == 0 ? 0 : Float($0) * log2f(Float($0)) }
        for word in classes.indices { place(word, classes[word], 1) }
    }

    /// Goes through all words once; the number of those that went to another class.
    mutating func exchange() -> Int {
        var moved = 0
        var gains = [Float](repeating: 0, count: count)
        for word in classes.indices {
            let old = classes[word]
            place(word, old, -1)
            for index in gains.indices { gains[index] = 0 }
            add(text.before[word], following, to: &gains)
            add(text.after[word], preceding, to: &gains)
            let size = text.frequencies[word]
            var best = old
            var most = -Double.infinity
            for index in gains.indices {
                let gain = Double(gains[index]) - 2 * (Self.entropy(sizes[index] + size) - Self.entropy(sizes[index]))
                if gain > most || gain == most && index == old {
                    most = gain
                    best = index
                }
            }
            if best != old { moved += 1 }
            classes[word] = best
            place(word, best, 1)
        }
        return moved
    }

    /// Counts a word in a class, or takes it out of it.
    private mutating func place(_ word: Int, _ index: Int, _ sign: Int32) {
        sizes[index] += Int(sign) * text.frequencies[word]
        for pair in text.before[word] { following[Int(pair.word) * count + index] += sign * pair.times }
        for pair in text.after[word] { preceding[Int(pair.word) * count + index] += sign * pair.times }
    }

    private func add(_ pairs: [Bigrams.Pair], _ counts: [Int32], to gains: inout [Float]) {
        for pair in pairs {
            let row = Int(pair.word) * count
            let none = sum(pair.times)
            for index in 0..<count {
                let known = counts[row + index]
                gains[index] += known == 0 ? none : sum(known + pair.times) - sum(known)
            }
        }
    }

    @inline(__always)
    private func sum(_ number: Int32) -> Float {
        number < table.count ? table[Int(number)] : Float(number) * log2f(Float(number))
    }

    private static func entropy(_ size: Int) -> Double { size == 0 ? 0 : Double(size) * log2(Double(size)) }
}

/// Which words follow which, and how often, among the frequent words of a text.
struct Bigrams {
    struct Pair {
        var word: Int32
        var times: Int32
    }

    /// Words that may stand before or after: the frequent ones, all rare ones as one, and the sentence's edge.
    let contexts: Int
    let frequencies: [Int]
    private(set) var before: [[Pair]]
    private(set) var after: [[Pair]]

    /// - Parameters:
    ///   - text: words as numbers below `frequencies.count`, rare ones as that, sentences' edges as one more.
    init(_ text: [Int32], frequencies: [Int]) {
        let count = Int32(frequencies.count)
        contexts = frequencies.count + 2
        self.frequencies = frequencies
        before = Array(repeating: [], count: frequencies.count)
        after = before
        var pairs: [UInt64] = []
        pairs.reserveCapacity(text.count)
        var last = count + 1
        for word in text {
            if word < count || last < count { pairs.append(UInt64(last) << 32 | UInt64(word)) }
            last = word
        }
        pairs.sort()
        var start = 0
        while start < pairs.count {
            var end = start
            while end < pairs.count, pairs[end] == pairs[start] { end += 1 }
            let first = Int32(truncatingIfNeeded: pairs[start] >> 32)
            let second = Int32(truncatingIfNeeded: pairs[start])
            if second < count { before[Int(second)].append(Pair(word: first, times: Int32(end - start))) }
            if first < count { after[Int(first)].append(Pair(word: second, times: Int32(end - start))) }
            start = end
        }
    }
}
