import Glibc

/// Feeds one part of the program what nobody would write: `hearsay-fuzz TARGET [OPTIONS] [CORPUS]`.
///
/// `TARGET` is one of `Target.all`. With `-D FUZZER -sanitize=fuzzer` (see `Scripts/fuzz`) libFuzzer makes the inputs,
/// guided by what they reach, and takes its own options. Without, they are the seeds with random changes, the same ones
/// each time: the option is how many. `--seeds FOLDER` writes the seeds, for libFuzzer to start from. A crash is a
/// finding; so is a broken promise, which ends in a crash too.
@main
enum Fuzz {
    static func main() {
        let names = Target.all.keys.sorted().joined(separator: "|")
        guard CommandLine.arguments.count > 1, let target = Target.all[CommandLine.arguments[1]] else {
            print("usage: hearsay-fuzz \(names) [OPTIONS]")
            exit(2)
        }
        if CommandLine.arguments.count == 4, CommandLine.arguments[2] == "--seeds" {
            for (number, seed) in target.seeds.enumerated() {
                write(Array(seed.utf8), to: "\(CommandLine.arguments[3])/seed-\(number)")
            }
            return
        }
        #if FUZZER
            Driver.run(target)
        #else
            let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 10_000 : 10_000
            var mutations = Mutations(seeds: target.seeds)
            for round in 0..<count {
                let input = mutations.next()
                // What is on disk when it crashes made it crash.
                write(input, to: "fuzz-input")
                target.run(input)
                if round % 1000 == 999 { print("\(round + 1) inputs") }
            }
            unlink("fuzz-input")
        #endif
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}

/// Seeds with a few bytes, pieces and stretches changed; the same sequence each time.
struct Mutations {
    private let seeds: [[UInt8]]
    private var state: UInt64 = 0
    private static let pieces = [
        "'", "’", "\"", "“", "”", "«", "(", ")", "[", "]", "{", "}", ": ", " #", "*", "&", "!", "?", "|", "<", ">", "$",
        "@", "~", "=", "/", "\\", "...", "…", ".", ",", "-", "—", "\n", "\r\n", "\n\n", "\t", "\u{0}", "\u{7F}",
        "\u{85}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{FEFF}", "\u{301}", "é", "ß", "ﬁ", "日",
        "🇸",
        "👩‍", "👍🏽", "Mr.", "U.S.", "n't", "’s", "1,2", "3.", "1)", "a.b", "http://", "@a", "a@b.c", "cannot", "May ",
    ].map { Array($0.utf8) }

    init(seeds: [String]) { self.seeds = seeds.map { Array($0.utf8) } }

    /// SplitMix64.
    private mutating func random(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(bound, 1)))
    }

    mutating func next() -> [UInt8] {
        var bytes = seeds[random(seeds.count)]
        for _ in 0..<1 + random(8) {
            let place = random(bytes.count + 1)
            let end = min(bytes.count, place + 1 + random(12))
            switch random(6) {
            case 0: bytes.removeSubrange(place..<end)
            case 1 where place < bytes.count: bytes[place] = UInt8(random(256))
            case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random(bytes.count + 1))
            case 3:
                let piece = Self.pieces[random(Self.pieces.count)]
                for _ in 0..<(random(20) == 0 ? 300 : 1) { bytes.insert(contentsOf: piece, at: place) }
            case 4:
                let other = seeds[random(seeds.count)]
                bytes.insert(contentsOf: other[random(other.count)...].prefix(40), at: place)
            default: bytes.insert(contentsOf: Self.pieces[random(Self.pieces.count)], at: place)
            }
        }
        return bytes
    }
}

#if FUZZER
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32

    /// Hands over to libFuzzer.
    enum Driver {
        nonisolated(unsafe) private static var target: Target?

        static func run(_ target: Target) -> Never {
            self.target = target
            var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) }
            var count = Int32(arguments.count)
            arguments.append(nil)
            let status = arguments.withUnsafeMutableBufferPointer { buffer in
                var start = buffer.baseAddress
                return runDriver(&count, &start) { bytes, count in
                    Driver.target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
                    return 0
                }
            }
            exit(status)
        }
    }
#endif
