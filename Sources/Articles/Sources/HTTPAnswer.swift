import CBrotli

/// An HTTP answer as a web archive holds it.
struct HTTPAnswer {
    private(set) var status = 0
    /// `text/html`, in small letters.
    private(set) var mediaType: String?
    private(set) var charset: String?
    /// Without what it was packed in for the way.
    private(set) var body: [UInt8] = []

    /// What is wrong with an answer: the end of the sentence “left out: …”.
    struct Unreadable: Error {
        var reason: String
    }

    /// - Parameter limit: how many bytes the body may have, before and after it is unpacked.
    init(_ bytes: [UInt8], limit: Int) throws(Unreadable) {
        var start = 0
        var lines: [[UInt8]] = []
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end].last == 0x0D ? bytes[start..<end].dropLast() : bytes[start..<end]
            start = min(end + 1, bytes.count)
            if line.isEmpty { break }
            lines.append(Array(line))
        }
        guard let first = lines.first, first.starts(with: Array("HTTP/".utf8)),
            let number = first.split(separator: 0x20).dropFirst().first.flatMap({
                Int(String(decoding: $0, as: UTF8.self))
            })
        else { throw Unreadable(reason: "no HTTP answers") }
        status = number
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            var value = Words()
            value.append(line[(colon + 1)...])
            headers[name] = String(decoding: value.finished, as: UTF8.self)
        }
        readType(headers["content-type"])
        body = Array(bytes[start...])
        if headers["transfer-encoding"]?.lowercased().contains("chunked") == true {
            body = Self.unchunked(body) ?? body
        }
        for coding in (headers["content-encoding"] ?? "").lowercased().split(separator: ",").reversed() {
            try unpack(String(coding.filter { $0 != " " }), limit: limit)
        }
        guard body.count <= limit else { throw Unreadable(reason: "larger than \(Limits.name(limit))") }
    }

    private mutating func readType(_ value: String?) {
        guard let value else { return }
        mediaType = value.prefix { $0 != ";" && $0 != " " }.lowercased()
        charset = DeclaredEncoding.value(of: "charset", in: Array(value.lowercased().utf8)[...])
    }

    /// The body without the lengths of its chunks; `nil` where it holds none, as in archives that took them out.
    private static func unchunked(_ body: [UInt8]) -> [UInt8]? {
        var whole: [UInt8] = []
        var at = 0
        while at < body.count {
            guard let end = body[at...].firstIndex(of: 0x0A), end - at <= 1024 else {
                return whole.isEmpty ? nil : whole
            }
            let digits = body[at..<end].prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0, size <= body.count
            else {
                return whole.isEmpty ? nil : whole
            }
            if size == 0 { break }
            let last = min(end + 1 + size, body.count)
            whole += body[(end + 1)..<last]
            at = last
            if at < body.count, body[at] == 0x0D { at += 1 }
            if at < body.count, body[at] == 0x0A { at += 1 }
        }
        return whole
    }

    /// Unpacks the body; one that is not packed as the header says is taken as it is.
    private mutating func unpack(_ coding: String, limit: Int) throws(Unreadable) {
        switch coding {
        case "", "identity": return
        case "gzip", "x-gzip":
            guard body.starts(with: [0x1F, 0x8B]) else { return }
            try inflate(.gzip, limit)
        case "deflate":
            guard let first = body.first, first != UInt8(ascii: "<") else { return }
            try inflate(first & 0x0F == 8 ? .zlib : .none, limit)
        case "br":
            guard body.first(where: { $0 > 0x20 }) != UInt8(ascii: "<") else { return }
            try unpackBrotli(limit)
        default: throw Unreadable(reason: "packed in \(coding), which is not read")
        }
    }

    private mutating func inflate(_ wrapping: Inflater.Wrapping, _ limit: Int) throws(Unreadable) {
        let inflater = Inflater(wrapping)
        var packed = body
        var whole: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var at = 0
        while true {
            let (used, made, isBroken) = packed.withUnsafeMutableBytes { source in
                room.withUnsafeMutableBytes { target in
                    inflater.run(UnsafeMutableRawBufferPointer(rebasing: source[at...]), into: target)
                }
            }
            at += used
            whole += room[..<made]
            guard whole.count <= limit else { throw Unreadable(reason: "larger than \(Limits.name(limit)) unpacked") }
            if inflater.hasFinishedMember { break }
            // What came before the damage, or before the crawler stopped, is still a page's start.
            if isBroken || used == 0 && made == 0 {
                guard !whole.isEmpty else { throw Unreadable(reason: "damaged") }
                break
            }
        }
        body = whole
    }

    private mutating func unpackBrotli(_ limit: Int) throws(Unreadable) {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { throw Unreadable(reason: "damaged") }
        defer { BrotliDecoderDestroyInstance(decoder) }
        var whole: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        var left = body.count
        var at = 0
        while true {
            let (status, made) = body.withUnsafeBufferPointer { source in
                room.withUnsafeMutableBufferPointer { target in
                    var input = source.baseAddress?.advanced(by: at)
                    var output = target.baseAddress
                    var free = target.count
                    let status = BrotliDecoderDecompressStream(decoder, &left, &input, &free, &output, nil)
                    return (status, target.count - free)
                }
            }
            at = body.count - left
            whole += room[..<made]
            guard whole.count <= limit else { throw Unreadable(reason: "larger than \(Limits.name(limit)) unpacked") }
            if status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT { continue }
            guard status == BROTLI_DECODER_RESULT_SUCCESS || !whole.isEmpty else {
                throw Unreadable(reason: "damaged")
            }
            break
        }
        body = whole
    }
}
