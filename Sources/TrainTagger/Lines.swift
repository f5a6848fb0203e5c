import Glibc

/// The lines of a file.
enum Lines {
    static func read(_ path: String) throws(Failure) -> [[UInt8]] {
        guard let file = fopen(path, "r") else {
            throw Failure("\(path): cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var lines: [[UInt8]] = []
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { return lines }
            let bytes = UnsafeRawBufferPointer(start: line, count: length)
            lines.append(Array(bytes.last == 0x0A ? bytes.dropLast() : bytes[...]))
        }
    }
}
