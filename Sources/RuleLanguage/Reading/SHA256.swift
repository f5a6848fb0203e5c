/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    /// The hash in hexadecimal, lower case.
    public static func hex(_ bytes: [UInt8]) -> String {
        var state = State(
            a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a, e: 0x510e_527f, f: 0x9b05_688c,
            g: 0x1f83_d9ab, h: 0x5be0_cd19)
        var words = [UInt32](repeating: 0, count: 64)
        let whole = bytes.count / 64 * 64
        for start in stride(from: 0, to: whole, by: 64) { state.digest(bytes, at: start, &words, constants) }
        var rest = Array(bytes[whole...]) + [0x80]
        while rest.count % 64 != 56 { rest.append(0) }
        let bits = UInt64(bytes.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            rest.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        for start in stride(from: 0, to: rest.count, by: 64) { state.digest(rest, at: start, &words, constants) }
        return [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.utf8.count) + digits
        }.joined()
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { (word >> count) | (word << (32 - count)) }

    /// Eight words in registers: every start of the program hashes all packs.
    private struct State {
        var a, b, c, d, e, f, g, h: UInt32

        mutating func digest(_ bytes: [UInt8], at start: Int, _ words: inout [UInt32], _ constants: [UInt32]) {
            for i in 0..<16 {
                let at = start + i * 4
                words[i] =
                    UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                    | UInt32(bytes[at + 3])
            }
            for i in 16..<64 {
                let near = rotate(words[i - 15], 7) ^ rotate(words[i - 15], 18) ^ (words[i - 15] >> 3)
                let far = rotate(words[i - 2], 17) ^ rotate(words[i - 2], 19) ^ (words[i - 2] >> 10)
                words[i] = words[i - 16] &+ near &+ words[i - 7] &+ far
            }
            var v = self
            for i in 0..<64 {
                let sum1 = rotate(v.e, 6) ^ rotate(v.e, 11) ^ rotate(v.e, 25)
                let choice = (v.e & v.f) ^ (~v.e & v.g)
                let first = v.h &+ sum1 &+ choice &+ constants[i] &+ words[i]
                let sum0 = rotate(v.a, 2) ^ rotate(v.a, 13) ^ rotate(v.a, 22)
                let majority = (v.a & v.b) ^ (v.a & v.c) ^ (v.b & v.c)
                (v.h, v.g, v.f, v.e) = (v.g, v.f, v.e, v.d &+ first)
                (v.d, v.c, v.b, v.a) = (v.c, v.b, v.a, first &+ sum0 &+ majority)
            }
            (a, b, c, d) = (a &+ v.a, b &+ v.b, c &+ v.c, d &+ v.d)
            (e, f, g, h) = (e &+ v.e, f &+ v.f, g &+ v.g, h &+ v.h)
        }
    }
}
