import Glibc

/// What bytes that are no text seem to be, by how they start.
enum FileKind {
    static func name(of bytes: [UInt8]) -> String? {
        guard let first = bytes.first else { return nil }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.count >= 12 {
            return bytes[8..<12].elementsEqual("WEBP".utf8) ? "a WebP picture" : "a sound or film (RIFF)"
        }
        if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "a film or picture (MP4, HEIC)" }
        if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) { return "a tar archive; unpack it first" }
        return initials[Int(first)] ? starts.first { bytes.starts(with: $0.bytes) }?.name : nil
    }

    /// By byte: whether one of `starts` begins with it.
    private static let initials = starts.reduce(into: [Bool](repeating: false, count: 256)) { initials, start in
        if let first = start.bytes.first { initials[Int(first)] = true }
    }

    /// What a file seems to be that is no text, by its first bytes.
    static func name(ofFile path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = fread(&bytes, 1, bytes.count, file)
        return name(of: Array(bytes.prefix(count)))
    }

    private static let starts: [(bytes: [UInt8], name: String)] = [
        (Array("%PDF-".utf8), "a PDF; name it .pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document (docx, odt, epub); save it as text first"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old office document (doc, xls); save it as text first"),
        (Array("{\\rtf".utf8), "a rich text document (RTF); save it as plain text first"),
        ([0x1F, 0x8B], "gzip inside gzip; unpack it first"),
        (Array("BZh".utf8), "a bzip2 archive; unpack it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive; unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive; unpack it first"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; unpack it first"),
        (Array("Rar!".utf8), "a RAR archive; unpack it first"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF8".utf8), "a GIF picture"), ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
        ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"), (Array("ID3".utf8), "a sound (MP3)"),
        (Array("OggS".utf8), "a sound or film (Ogg)"), (Array("fLaC".utf8), "a sound (FLAC)"),
        ([0x1A, 0x45, 0xDF, 0xA3], "a film (Matroska, WebM)"), ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program (Mach-O)"), (Array("SQLite format 3\0".utf8), "an SQLite database"),
        (Array("PAR1".utf8), "a Parquet file; export it as JSON Lines"),
    ]
}
