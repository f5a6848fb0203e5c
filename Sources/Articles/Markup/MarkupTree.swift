import CLibXML2

/// A web page or a feed as libxml2 reads it: elements and texts in document order, in one array.
///
/// Nothing is fetched, no external entity is read and no DTD; entities that a document defines for itself are left
/// out, so that they cannot grow. libxml2 stops at 256 levels, and we at `mostNodes`; `isCut` then says so.
struct MarkupTree {
    struct Node {
        /// The element's name, in HTML in small letters, in XML with its namespace's usual prefix where it needs one
        /// (`content:encoded`); empty for a text.
        var name: String
        /// -1 for the first.
        var parent: Int
        /// The index after the last node below it.
        var end: Int
        /// Where a text's words stand in `bytes`.
        var text: Range<Int>
        /// Where an element's attributes stand in `attributes`.
        var attributes: Range<Int>
    }

    private(set) var nodes: [Node] = []
    private(set) var attributes: [(name: String, value: String)] = []
    private(set) var bytes: [UInt8] = []
    /// Where a browser says that it saved the page from.
    private(set) var savedFrom: String?
    private(set) var isCut = false

    private static let mostNodes = 1_000_000
    /// libxml2 wants to be woken up once, before threads use it.
    private static let isAwake: Bool = {
        xmlInitParser()
        return true
    }()

    /// - Parameter html: UTF-8.
    init(html: [UInt8]) {
        guard Self.isAwake, let context = htmlNewParserCtxt() else { return }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
            | HTML_PARSE_COMPACT.rawValue
        let document = html.withUnsafeBytes { bytes in
            htmlCtxtReadMemory(
                context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil, "UTF-8",
                Int32(bitPattern: options))
        }
        read(document, wasStopped: context.pointee.disableSAX != 0)
    }

    /// - Parameter xml: UTF-8.
    init(xml: [UInt8]) {
        guard Self.isAwake, let context = xmlNewParserCtxt() else { return }
        defer { xmlFreeParserCtxt(context) }
        // Some of what libxml2 says of entities goes to standard error whatever the options; this is the thread's.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_COMPACT.rawValue
        let document = xml.withUnsafeBytes { bytes in
            xmlCtxtReadMemory(
                context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil, "UTF-8",
                Int32(bitPattern: options))
        }
        read(document, wasStopped: context.pointee.wellFormed == 0)
    }

    private mutating func read(_ document: xmlDocPtr?, wasStopped: Bool) {
        isCut = wasStopped
        guard let document else { return }
        defer { xmlFreeDoc(document) }
        walk(document)
    }

    /// Goes through the document's nodes without recursion.
    private mutating func walk(_ document: xmlDocPtr) {
        var next = document.pointee.children
        /// The elements that are open, innermost last.
        var open: [Int] = []
        while let node = next {
            guard nodes.count < Self.mostNodes else {
                isCut = true
                break
            }
            let isElement = node.pointee.type == XML_ELEMENT_NODE
            if isElement {
                append(element: node, under: open.last ?? -1)
            } else {
                append(other: node, under: open.last ?? -1)
            }
            // An entity's children belong to its declaration.
            if isElement, let child = node.pointee.children {
                open.append(nodes.count - 1)
                next = child
                continue
            }
            var done: UnsafeMutablePointer<xmlNode>? = node
            while let last = done, last.pointee.next == nil, let index = open.popLast() {
                nodes[index].end = nodes.count
                done = last.pointee.parent
            }
            next = done?.pointee.next
        }
        for index in open { nodes[index].end = nodes.count }
    }

    private mutating func append(element: UnsafeMutablePointer<xmlNode>, under parent: Int) {
        let first = attributes.count
        var next = element.pointee.properties
        while let attribute = next {
            let name = Self.string(attribute.pointee.name)
            if Self.known.contains(name) {
                attributes.append((name, Self.string(attribute.pointee.children?.pointee.content)))
            }
            next = attribute.pointee.next
        }
        var name = Self.string(element.pointee.name)
        if let space = element.pointee.ns, !Self.plainSpaces.contains(Self.string(space.pointee.href)) {
            let prefix = Self.prefixes[Self.string(space.pointee.href)] ?? Self.string(space.pointee.prefix)
            if !prefix.isEmpty { name = "\(prefix):\(name)" }
        }
        nodes.append(
            Node(
                name: name, parent: parent, end: nodes.count + 1, text: 0..<0, attributes: first..<attributes.count))
    }

    private mutating func append(other node: UnsafeMutablePointer<xmlNode>, under parent: Int) {
        guard let content = node.pointee.content else { return }
        switch node.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
            let start = bytes.count
            bytes.append(contentsOf: UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
            nodes.append(
                Node(
                    name: "", parent: parent, end: nodes.count + 1, text: start..<bytes.count,
                    attributes: attributes.count..<attributes.count))
        case XML_COMMENT_NODE where savedFrom == nil:
            // <!-- saved from url=(0042)https://… -->
            let words = Self.string(content).split(separator: " ")
            if words.count >= 3, words[0] == "saved", words[2].hasPrefix("url=("),
                let close = words[2].firstIndex(of: ")")
            {
                savedFrom = String(words[2][words[2].index(after: close)...])
            }
        default: return
        }
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
    private static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }

    /// The attributes that something here asks for.
    private static let known: Set<String> = [
        "aria-hidden", "class", "content", "datetime", "hidden", "href", "id", "itemprop", "lang", "name", "property",
        "rel", "role", "style", "type",
    ]

    /// The name spaces of feeds themselves: their names stand for themselves, whatever the prefix.
    private static let plainSpaces: Set<String> = [
        "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/1999/xhtml",
    ]
    private static let prefixes = [
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://purl.org/dc/elements/1.1/": "dc",
    ]
}

extension MarkupTree {
    func attribute(_ name: String, of node: Int) -> String? {
        attributes[nodes[node].attributes].first { $0.name == name }?.value
    }

    /// The nodes right below a node.
    func children(of node: Int) -> [Int] {
        var children: [Int] = []
        var next = node + 1
        while next < nodes[node].end {
            children.append(next)
            next = nodes[next].end
        }
        return children
    }

    /// All text below a node, each run of white space one space.
    func text(of node: Int) -> String {
        var words = Words()
        for index in node..<nodes[node].end where nodes[index].name.isEmpty { words.append(bytes[nodes[index].text]) }
        return String(decoding: words.finished, as: UTF8.self)
    }

    /// All text below a node as it stands there.
    func rawText(of node: Int) -> [UInt8] {
        var text: [UInt8] = []
        for index in node..<nodes[node].end { text += bytes[nodes[index].text] }
        return text
    }
}

/// Puts text together, each run of ASCII white space one space and none at either end.
struct Words {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: ArraySlice<UInt8>) {
        for byte in text {
            guard byte <= 0x20 else {
                bytes.append(byte)
                continue
            }
            if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
        }
    }

    mutating func append(_ text: String) { append(Array(text.utf8)[...]) }

    /// Without white space of any kind at the ends.
    var finished: [UInt8] { Array(bytes[bytes.span.trimmed(0..<bytes.count)]) }
}
