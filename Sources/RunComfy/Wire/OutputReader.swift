import PromptCore

/// Collects everything that a result's `output` brings: the known lists with their gaps, then every other link.
struct OutputReader {
    /// Bytes that a link has at most: more, no server takes.
    private static let longestLink = 16_384

    private let limit: Int
    /// What went wrong at each place of a list, if it is as long as this.
    private let errors: [WireValue]
    /// What went wrong as a whole.
    private let complaint: String?
    private(set) var places: [GenerationResult.Place] = []
    /// How many places did not fit into the limit.
    private(set) var dropped = 0
    /// By bytes: links from outside may be built so that comparing them as text takes hours.
    private var seen: Set<[UInt8]> = []

    /// What a list has at one of its places.
    private enum Entry {
        case link(String)
        /// What stands there is why, or else what stands in its place in the list of errors.
        case missing(words: String?, what: String)

        var linkBytes: [UInt8]? {
            switch self {
            case .link(let url): Array(url.utf8)
            case .missing: nil
            }
        }
    }

    /// The members of an output in the order of the API's page: a single one, and the list it may be given again in.
    private static let members: [(single: String, list: String, kind: OutputLink.Kind)] = [
        ("image", "images", .image), ("video", "videos", .video), ("audio", "audios", .audio),
    ]

    /// Keeps at most `limit` places.
    ///
    /// `complaint` is what the answer as a whole says of an error: why something is missing, if nothing says more.
    init(_ output: WireValue, complaint: String? = nil, limit: Int) {
        self.limit = limit
        let errors = output["errors"] ?? output["error"]
        self.errors = if case .array(let items) = errors { items } else { [] }
        self.complaint = errors.flatMap(APIComplaint.words) ?? complaint
        for member in Self.members {
            let listed = Self.entries(output[member.list])
            let single = Self.entries(output[member.single])
            let links = Set(listed.compactMap(\.linkBytes))
            for entry in single where entry.linkBytes.map({ !links.contains($0) }) ?? listed.isEmpty {
                self.add(entry, member.kind, why: self.reason(at: nil))
            }
            for (index, entry) in listed.enumerated() {
                self.add(entry, member.kind, why: self.reason(at: (index, listed.count)))
            }
        }
        self.addLinks(in: output)
    }

    /// Why something is missing that does not say so itself; `nil` if nobody knows.
    private func reason(at place: (index: Int, count: Int)?) -> String? {
        guard let place, self.errors.count == place.count else { return self.complaint }
        return APIComplaint.words(self.errors[place.index])
    }

    private mutating func add(_ entry: Entry, _ kind: OutputLink.Kind, why: String? = nil) {
        if let bytes = entry.linkBytes, !self.seen.insert(bytes).inserted { return }
        guard self.places.count < self.limit else {
            self.dropped += 1
            return
        }
        switch entry {
        case .link(let url): self.places.append(.link(OutputLink(kind: kind, url: url)))
        case .missing(let words, let what): self.places.append(.missing(kind, reason: words ?? why ?? what))
        }
    }

    /// Adds the links at any depth; of the texts outside of the lists, only those count that can be fetched.
    private mutating func addLinks(in value: WireValue) {
        switch value {
        case .string:
            guard let url = Self.webLink(value), (try? WebAddress(url)) != nil else { return }
            self.add(.link(url), .other)
        case .array(let items): for item in items { self.addLinks(in: item) }
        case .object(let members): for member in members { self.addLinks(in: member.value) }
        case .null, .bool, .number: return
        }
    }

    /// The places of a known member; an empty one has none.
    private static func entries(_ value: WireValue?) -> [Entry] {
        switch value {
        case nil, .null, .bool, .number: []
        case .string(let text): text.isEmpty ? [] : [Self.entry(.string(text))]
        case .object(let members): Self.named(members) ?? (members.isEmpty ? [] : [Self.entry(.object(members))])
        case .array(let items): items.flatMap(Self.elements)
        }
    }

    /// A list whose elements have names, such as `{"0": …, "1": …}`; `nil` if it is one element.
    private static func named(_ members: [WireValue.Member]) -> [Entry]? {
        let entries = members.map { Self.address($0.value) ?? $0.value["url"].flatMap(Self.address) }
        guard members.count > 1, !members.contains(where: { $0.name == "url" }), entries.allSatisfy({ $0 != nil })
        else {
            return nil
        }
        return entries.compactMap { $0.map { .link($0) } }
    }

    private static func elements(_ item: WireValue) -> [Entry] {
        guard case .array(let items) = item else { return [Self.entry(item)] }
        return items.flatMap(Self.elements)
    }

    private static func entry(_ value: WireValue) -> Entry {
        if let url = Self.address(value) ?? value["url"].flatMap({ Self.first(Self.address, in: $0) }) {
            return .link(url)
        }
        // Links beside an error are about the error.
        if value["error"] == nil, let url = Self.first(Self.webLink, in: value) { return .link(url) }
        switch value {
        case .null: return .missing(words: nil, what: "the API gave null instead of a link")
        case .string(let text) where text.isEmpty:
            return .missing(words: nil, what: "the API gave an empty text instead of a link")
        // No words: it may hold a signature, or be the file itself.
        case .string(let text) where text.utf8.starts(with: "data:".utf8) || text.utf8.count > Self.longestLink:
            return .missing(words: nil, what: "the API gave something else than a link")
        case .string, .bool, .number, .array, .object:
            return .missing(words: APIComplaint.words(value), what: "the API gave no link in its place")
        }
    }

    /// The first text at any depth that `read` takes.
    private static func first(_ read: (WireValue) -> String?, in value: WireValue) -> String? {
        switch value {
        case .string: return read(value)
        case .array(let items):
            for item in items { if let link = Self.first(read, in: item) { return link } }
        case .object(let members):
            for member in members { if let link = Self.first(read, in: member.value) { return link } }
        case .null, .bool, .number: break
        }
        return nil
    }

    /// A text that is an address of whatever scheme, without white space around it.
    ///
    /// In a known place that is enough: whether it may be fetched is judged when it is, and a better one may come by then.
    private static func address(_ value: WireValue) -> String? {
        guard case .string(let text) = value else { return nil }
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let rest = text.utf8.drop { blank.contains($0) }
        guard let last = rest.lastIndex(where: { !blank.contains($0) }) else { return nil }
        let url = rest[...last]
        let scheme = url.prefix { byte in
            0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || "+-.".utf8.contains(byte)
        }
        guard url.count <= Self.longestLink, !scheme.isEmpty, url[scheme.endIndex...].starts(with: "://".utf8),
            url.count > scheme.count + 3
        else { return nil }
        return String(decoding: url, as: UTF8.self)
    }

    /// The address of something on the web.
    private static func webLink(_ value: WireValue) -> String? {
        self.address(value).flatMap { text in
            let scheme = String(decoding: text.utf8.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
            return scheme == "http" || scheme == "https" ? text : nil
        }
    }
}
