/// Lists whose items stand in one block: `1) The first item 2) The second item`.
extension SentenceSplitter {
    /// How an item is marked: by number or letter, with a full stop, a bracket or both.
    private struct Marker: Equatable {
        var isNumber: Bool
        var dot: Bool
        var bracket: Bool
        var value: Int
        /// The token that starts the item's text.
        var end: Int
    }

    /// The tokens that start the second and later items, where the block starts with the first.
    func listItems() -> [Int] {
        var at = block.lowerBound
        if isBullet(at), at + 1 < block.upperBound { at += 1 }
        guard var last = marker(at) else { return [] }
        var items: [Int] = []
        at = last.end
        while at < block.upperBound {
            if hasSpaceBefore(at), let next = marker(at), next.value == last.value + 1, next.isNumber == last.isNumber,
                next.dot == last.dot, next.bracket == last.bracket
            {
                items.append(isBullet(at - 1) ? at - 1 : at)
                last = next
            }
            at += 1
        }
        return items
    }

    /// The tokens that start the second and later lines of a block that is nothing but short lines.
    func lines() -> [Int] {
        guard block.count <= 60 else { return [] }
        var starts: [Int] = []
        var line = block.lowerBound
        for index in block.dropFirst() where hasSpaceBefore(index) {
            guard text[Int(tokens[index - 1].end)..<Int(tokens[index].start)].contains(0x0A) else { continue }
            guard index - line <= 6 else { return [] }
            starts.append(index)
            line = index
        }
        return starts.count > 1 && block.upperBound - line <= 6 ? starts : listItems()
    }

    private func marker(_ index: Int) -> Marker? {
        guard length(index) <= 4, !isPunctuation(index) else { return nil }
        var marker = Marker(isNumber: false, dot: false, bracket: false, value: 0, end: index + 1)
        for at in Int(tokens[index].start)..<Int(tokens[index].end) {
            let byte = text[at]
            let isFirst = at == Int(tokens[index].start)
            if byte.isDigit, isFirst || marker.isNumber, !marker.dot {
                marker.isNumber = true
                marker.value = marker.value * 10 + Int(byte - 0x30)
            } else if byte.isLetter, isFirst {
                marker.value = Int(byte | 0x20) - 0x60
            } else if byte == 0x2E, !isFirst, !marker.dot {
                marker.dot = true
            } else {
                return nil
            }
        }
        if isNext(marker.end, 0x2E), !marker.dot {
            marker.dot = true
            marker.end += 1
        }
        if isNext(marker.end, 0x29) {
            marker.bracket = true
            marker.end += 1
        }
        guard marker.dot || marker.bracket, marker.end < block.upperBound, hasSpaceBefore(marker.end) else {
            return nil
        }
        return marker
    }

    private func isNext(_ index: Int, _ byte: UInt8) -> Bool {
        index < block.upperBound && isMark(index, byte) && !hasSpaceBefore(index)
    }
}
