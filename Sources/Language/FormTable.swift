/// Word forms by their bytes.
///
/// A key is a token's raw bytes, so that a spelling once seen is found again without folding it; several keys may lead
/// to one form (`don’t`, `don't`). Looking up a known spelling allocates nothing.
struct FormTable: ~Copyable {
    /// Where a form's spellings stand in the arena.
    private struct Form {
        var spelling: Piece
        var folded: Piece
    }

    private struct Piece {
        var offset: Int
        var length: Int
    }

    /// Bytes behind what is stored, so that eight can be read anywhere.
    private static let padding = 16

    private(set) var keys: FormKeys
    private var keyCount = 0
    private var forms: [Form] = []
    /// What is known of each form, by its number: worked out once a form.
    private(set) var traits: [WordTraits] = []
    /// Invariant: `keys.arena` has room for this many bytes; those from `bytes` on are zero.
    private var room: Int
    /// Bytes held by spellings.
    private(set) var bytes = 0
    /// Tells which words need not be looked up; `nil` where all are.
    private(set) var filter: WordFilter?

    var count: Int { forms.count }

    /// A table that knows the words that `EnglishWords` tells something of.
    ///
    /// - Parameter words: Folded. Where they are given, their forms have the trait `sought`, and nothing else is asked of a
    ///   form than whether it is one of them: other words share forms (`WordFilter`).
    init(seeking words: [[UInt8]]? = nil) {
        self.init(size: 1 << 13, room: 1 << 16)
        // First, so that what else is told of a word in capitals finds the small one sought.
        for word in words ?? [] where !word.isEmpty { traits[intern(word).id].insert(.sought) }
        // A key is looked for where eight bytes can be read behind it.
        let behind = [UInt8](repeating: 0, count: 8)
        for (words, traits) in EnglishWords.lists {
            let text = words.withUTF8Buffer { unsafe Array($0) } + behind
            let hasStop = !traits.isDisjoint(with: [.abbreviation, .beforeNumber])
            for word in text.parts(of: 0..<text.count - 8, where: { $0 == 0x20 || $0 == 0x0A }) {
                tell(text.span, word, traits)
                // The abbreviation as a token has its full stop.
                if hasStop { tell((text[word] + [0x2E] + behind).span, 0..<word.count + 1, traits) }
            }
        }
        for (word, first) in EnglishWords.fused {
            let form = intern(Array(word.utf8))
            traits[form.id].splitsAt = first
        }
        // Traits were told of forms that had their slots before.
        for index in 0...keys.mask where unsafe !keys.slots[index].key.isFree {
            let form = unsafe keys.slots[index].form.form
            unsafe keys.slots[index].form = KnownForm(form, traits[Int(form)])
        }
        if words != nil { makeFilter() }
    }

    private mutating func makeFilter() {
        // No token has a control character in it, so that no word of a text is one of these.
        func share(_ letter: UInt8, _ traits: WordTraits) -> KnownForm {
            let form = intern([0x01, letter]).form
            self.traits[Int(form)] = traits
            return KnownForm(form, traits)
        }
        let filter = WordFilter(
            words: keyCount, small: share(0x61, .small), capitalised: share(0x62, .capitalised),
            capitals: share(0x63, [.capitalised, .capitals]))
        for (key, form) in keys.all { filter.add(key, form) }
        self.filter = filter
    }

    private init(size: Int, room: Int) {
        self.room = room
        let arena = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 8)
        unsafe arena.initializeMemory(as: UInt8.self, repeating: 0, count: room)
        keys = unsafe FormKeys(size: size, arena: arena)
    }

    deinit {
        filter?.deallocate()
        unsafe keys.slots.deallocate()
        unsafe keys.arena.deallocate()
    }

    /// A table without a word.
    static var empty: FormTable { FormTable(size: 2, room: padding) }

    private mutating func tell(_ text: Span<UInt8>, _ word: Range<Int>, _ traits: WordTraits) {
        let form = intern(text, word.lowerBound, word.upperBound)
        self.traits[form.id].formUnion(traits)
    }

    func spelling(_ form: FormID) -> [UInt8] { bytes(of: forms[Int(form)].spelling) }

    func folded(_ form: FormID) -> [UInt8] { bytes(of: forms[Int(form)].folded) }

    /// Reads a form's spelling and its folded spelling where they stand.
    func read<Answer>(_ form: FormID, _ body: (Span<UInt8>, Span<UInt8>) -> Answer) -> Answer {
        let form = forms[Int(form)]
        let spelling = unsafe bytes(at: form.spelling)
        let folded = unsafe bytes(at: form.folded)
        return unsafe body(spelling.span, folded.span)
    }

    private func bytes(at piece: Piece) -> UnsafeBufferPointer<UInt8> {
        let bytes = unsafe UnsafeRawBufferPointer(start: keys.arena + piece.offset, count: piece.length)
        return unsafe bytes.assumingMemoryBound(to: UInt8.self)
    }

    private func bytes(of piece: Piece) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: keys.arena + piece.offset, count: piece.length))
    }

    // MARK: Interning

    /// The form that these bytes spell, one at least.
    mutating func intern(_ bytes: [UInt8]) -> KnownForm { intern(bytes.span, 0, bytes.count) }

    /// The form that the bytes of a text spell; `start < end`.
    @inline(__always)
    mutating func intern(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> KnownForm {
        if let form = find(text, start, end) { return form }
        return insert(text, start, end)
    }

    @inline(__always)
    private func find(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> KnownForm? {
        precondition(start >= 0 && start < end && end <= text.count)
        guard end + 8 <= text.count else { return findAtEnd(text, start, end) }
        return unsafe text.withUnsafeBytes { text in
            unsafe text.baseAddress.flatMap { unsafe keys.find($0 + start, end - start) }
        }
    }

    /// Behind the key there are not eight bytes to be read.
    @inline(never)
    private func findAtEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> KnownForm? {
        var copy = (start..<end).map { text[$0] }
        copy.append(contentsOf: repeatElement(0, count: 8))
        return unsafe copy.withUnsafeBytes { copy in
            unsafe copy.baseAddress.flatMap { unsafe keys.find($0, end - start) }
        }
    }

    private func find(_ spelling: [UInt8]) -> KnownForm? { find(spelling.span, 0, spelling.count) }

    @inline(never)
    private mutating func insert(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> KnownForm {
        let key = reserve(end - start)
        unsafe text.withUnsafeBytes { text in
            let spelling = unsafe UnsafeRawBufferPointer(rebasing: text[start..<end])
            unsafe UnsafeMutableRawBufferPointer(start: keys.arena + key.offset, count: end - start)
                .copyMemory(from: spelling)
        }
        let isPlain = words(of: key).reduce(0) { $0 | word($1) } & 0x8080_8080_8080_8080 == 0
        let form = isPlain ? make(key, lowered(key)) : folding(key)
        return add(key, form)
    }

    /// The form of a key with more than ASCII in it.
    private mutating func folding(_ key: Piece) -> FormID {
        let raw = bytes(of: key)
        let spelling = Folding.typographic(raw)
        if spelling == raw { return make(key, lowered(raw, key)) }
        if let known = find(spelling) { return known.form }
        let piece = store(spelling)
        let form = make(piece, lowered(spelling, piece))
        _ = add(piece, form)
        return form
    }

    /// Where the spelling in small letters of an ASCII key stands, and the form that it is, if it is one; the key itself
    /// where it has no capital.
    private mutating func lowered(_ key: Piece) -> (Piece, KnownForm?) {
        guard words(of: key).contains(where: { word($0).capitals != 0 }) else { return (key, nil) }
        let before = bytes
        let piece = reserve(key.length)
        for index in words(of: key) {
            // The length of the new piece stands behind the key now.
            let spelled = unsafe keys.arena.word(index, key.offset + key.length - index)
            unsafe keys.arena.storeBytes(
                of: spelled | spelled.capitals, toByteOffset: piece.offset + index - key.offset, as: UInt64.self)
        }
        guard let known = unsafe keys.find(keys.arena + piece.offset, piece.length) else { return (piece, nil) }
        // What was stored is taken back.
        unsafe (keys.arena + before).initializeMemory(as: UInt8.self, repeating: 0, count: bytes - before)
        bytes = before
        return (forms[known.id].spelling, known)
    }

    /// The same for a spelling with more than ASCII in it.
    private mutating func lowered(_ spelling: [UInt8], _ piece: Piece) -> (Piece, KnownForm?) {
        let lowered = Folding.lowercased(spelling)
        if lowered == spelling { return (piece, nil) }
        if let known = find(lowered) { return (forms[known.id].spelling, known) }
        return (store(lowered), nil)
    }

    private mutating func make(_ spelling: Piece, _ lowered: (piece: Piece, known: KnownForm?)) -> FormID {
        let form = FormID(truncatingIfNeeded: forms.count)
        let bytes = unsafe UnsafeRawBufferPointer(start: keys.arena + spelling.offset, count: spelling.length)
        var traits = unsafe WordTraits(shapeOf: bytes.assumingMemoryBound(to: UInt8.self).span)
        if let known = lowered.known { traits.formUnion(self.traits[known.id].lexical) }
        forms.append(Form(spelling: spelling, folded: lowered.piece))
        self.traits.append(traits)
        return form
    }

    private mutating func add(_ piece: Piece, _ form: FormID) -> KnownForm {
        keyCount += 1
        if keyCount * 2 > keys.mask { keys = keys.doubled() }
        let known = KnownForm(form, traits[Int(form)])
        let key = unsafe keys.key(keys.arena + piece.offset, piece.length)
        keys.place(FormKeys.Slot(key: key, place: UInt32(truncatingIfNeeded: piece.offset), form: known))
        return known
    }

    // MARK: The arena

    /// Where the words of eight bytes stand that a piece at the arena's end consists of, zeros behind it.
    private func words(of piece: Piece) -> StrideTo<Int> {
        stride(from: piece.offset, to: piece.offset + piece.length, by: 8)
    }

    private func word(_ index: Int) -> UInt64 {
        unsafe keys.arena.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    private mutating func store(_ spelling: [UInt8]) -> Piece {
        let piece = reserve(spelling.count)
        unsafe (keys.arena + piece.offset).copyMemory(from: spelling, byteCount: spelling.count)
        return piece
    }

    /// Makes room for a spelling, and writes its length before it.
    private mutating func reserve(_ count: Int) -> Piece {
        if bytes + 4 + count + Self.padding > room { growArena(by: 4 + count + Self.padding) }
        unsafe keys.arena.storeBytes(of: UInt32(truncatingIfNeeded: count), toByteOffset: bytes, as: UInt32.self)
        let piece = Piece(offset: bytes + 4, length: count)
        bytes += 4 + count
        return piece
    }

    private mutating func growArena(by least: Int) {
        let larger = room * 2 + least
        let arena = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
        unsafe arena.copyMemory(from: keys.arena, byteCount: bytes)
        unsafe (arena + bytes).initializeMemory(as: UInt8.self, repeating: 0, count: larger - bytes)
        unsafe keys.arena.deallocate()
        unsafe keys.arena = arena
        room = larger
    }
}

extension StaticString {
    /// The words of a list written as one string with white space between them.
    var utf8Words: [[UInt8]] {
        let text = withUTF8Buffer { unsafe Array($0) }
        return text.parts(of: text.indices) { $0 == 0x20 || $0 == 0x0A }.map { Array(text[$0]) }
    }
}

extension UInt64 {
    /// For each of eight bytes of ASCII that is a capital the bit that makes it a small letter; nothing for other bytes.
    fileprivate var capitals: UInt64 {
        let low = self & 0x7F7F_7F7F_7F7F_7F7F
        // The highest bit of a byte: whether it is an A (0x41) or more, and whether more than a Z (0x5A).
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let behindZ = low &+ 0x2525_2525_2525_2525
        return (fromA & ~behindZ & ~self & 0x8080_8080_8080_8080) &>> 2
    }
}
