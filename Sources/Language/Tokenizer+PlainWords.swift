/// Runs of plain words: letters of ASCII, one after the other, with white space, commas and full stops between them.
///
/// Four in five tokens of news are that, so here is what decides the speed. Eight bytes are looked at at once, and what a
/// word is looked up by is what was read.
extension Tokenizer {
    /// Appends the plain words from `at` on; returns where something else starts.
    @inline(__always)
    mutating func plainWords(_ text: Span<UInt8>, _ start: Int) -> Int {
        var run = PlainWords(at: start, space: space)
        repeat {
            unsafe text.withUnsafeBytes { text in
                unsafe tokens.write(atLeast: PlainWords.room) { target, room in
                    unsafe run.read(text, limit: limit, keys: forms.keys, into: target, room: room)
                }
            }
            space = run.space
            switch run.end {
            case .other, .room: break
            case .number: numbers.append(tokens.count - 1)
            case .stop:
                stop(text, run.at, run.at + 1)
                run.at += 1
                run.space = false
            }
        } while run.end != .other && run.at < limit
        return run.at
    }
}

/// Reads a run of plain words.
private struct PlainWords {
    /// The most tokens that one word and what is behind it make.
    static let room = 2

    enum End {
        /// There is no more room.
        case room
        /// The last token may start a number.
        case number
        /// A full stop comes next that ends a word.
        case stop
        case other
    }

    var at: Int
    /// Whether white space stands before `at`.
    var space: Bool
    var end = End.other

    init(at: Int, space: Bool) {
        self.at = at
        self.space = space
    }

    /// - Parameter room: how many tokens can be written to `target`.
    /// - Returns: how many were.
    @inline(never)
    mutating func read(
        _ text: UnsafeRawBufferPointer, limit: Int, keys: FormKeys, into target: UnsafeMutablePointer<Token>, room: Int
    ) -> Int {
        end = .other
        // Invariant: at every place before this one sixteen bytes can be read.
        let safe = min(limit, text.count - 15)
        guard safe > 0, let text = text.baseAddress else { return 0 }
        var at = at
        var flags: Token.Flags = space ? .spaceBefore : []
        var out = unsafe target
        let full = unsafe target + (room - 1)
        while at < safe {
            guard unsafe out < full else {
                end = .room
                break
            }
            var head = unsafe text.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let others = Self.others(head)
            let next: UInt8
            let wordEnd: Int
            let found: KnownForm
            if others != 0 {
                let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x38
                if bits == 0 {
                    guard head & 0xFF == 0x20 || head & 0xFF == 0x0A else { break }
                    flags = .spaceBefore
                    at &+= 1
                    continue
                }
                next = UInt8(truncatingIfNeeded: head &>> bits)
                head &= ~(UInt64.max &<< bits)
                let length = Int(truncatingIfNeeded: bits &>> 3)
                wordEnd = at &+ length
                guard let form = keys.find(head, length) else { break }
                found = form
            } else {
                var tail = unsafe text.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self)
                let others = Self.others(tail)
                guard others != 0 else { break }
                let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x38
                next = UInt8(truncatingIfNeeded: tail &>> bits)
                tail &= ~(UInt64.max &<< bits)
                let length = 8 &+ Int(truncatingIfNeeded: bits &>> 3)
                wordEnd = at &+ length
                guard let form = bits == 0 ? keys.find(head, 8) : keys.find(head, tail, length) else { break }
                found = form
            }
            guard wordEnd < limit else { break }
            if _fastPath(next == 0x20 && found.isPlain) {
                unsafe Self.write(found, at, wordEnd, flags, &out)
                at = wordEnd &+ 1
                flags = .spaceBefore
                continue
            }
            if next == 0x2E {
                // A full stop at a word's end, unless the word is an initial or is abbreviated.
                let ends = unsafe wordEnd &+ 1 == limit || text.byte(wordEnd &+ 1) <= 0x20
                guard wordEnd &- at > 1, found.isPlain, ends else { break }
                end = .stop
            } else {
                guard next.endsWord, !found.isFused else { break }
                if found.startsNumber { end = .number }
            }
            unsafe Self.write(found, at, wordEnd, flags, &out)
            at = wordEnd
            flags = []
            guard end == .other else { break }
            if next == 0x2C {
                unsafe Self.write(keys.comma, at, at &+ 1, .punctuation, &out)
                at &+= 1
            }
        }
        self.at = at
        space = flags == .spaceBefore
        return unsafe out - target
    }

    @inline(__always)
    private static func write(
        _ form: KnownForm, _ start: Int, _ end: Int, _ flags: Token.Flags, _ out: inout UnsafeMutablePointer<Token>
    ) {
        let token = Token(
            start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), form: form.form,
            flags: flags)
        unsafe out.initialize(to: token)
        unsafe out += 1
    }

    /// The upper bit of each byte that is no letter of ASCII.
    @inline(__always)
    private static func others(_ bytes: UInt64) -> UInt64 {
        let upper: UInt64 = 0x8080_8080_8080_8080
        let folded = bytes & 0x5F5F_5F5F_5F5F_5F5F
        let beforeA = 0xC0C0_C0C0_C0C0_C0C0 &- folded
        let beyondZ = folded &+ 0x2525_2525_2525_2525
        return (beforeA | beyondZ | bytes) & upper
    }
}

extension UnsafeRawPointer {
    fileprivate func byte(_ offset: Int) -> UInt8 { unsafe load(fromByteOffset: offset, as: UInt8.self) }
}
