/// A member of a model's input, as its schema describes it.
package struct ModelMember: Equatable, Sendable {
    package var name: String
    package var rule: ValueRule
    /// Of the elements of a list, if they are of one simple kind.
    package var element: ValueRule?
    /// What sort of file it is, if its values are files; see ``FileInput``.
    package var file: FileInput.Kind?
    package var isRequired: Bool
    /// What holds if the prompt does not name it; a sample for people where it is a text or a file.
    package var standard: JSONValue?
    /// For people; empty if the schema has none.
    package var title: String
    package var summary: String
    /// What it says of its files; rules that nobody knows are left out.
    package var validations: [FileValidation]
    /// A name that the schema requires but does not describe, which this member is taken for.
    package var isStray = false

    init(_ name: String, _ schema: JSONValue, isRequired: Bool, _ reader: SchemaReader) {
        self.name = name
        self.isRequired = isRequired
        let alternatives = reader.alternatives(schema)
        let others = alternatives.filter { $0["type"] != .string("null") }
        let elements = others.compactMap { $0["items"] }.map(reader.alternatives)
        self.rule = ValueRule(alternatives)
        self.element = others.count == 1 && elements.count == 1 ? ValueRule(elements[0]) : nil
        self.file = Self.file(name, others + elements.flatMap { $0 })
        let first = others.first ?? schema
        self.standard = schema["default"] ?? first["default"]
        self.title = SingleLine.text((schema["title"] ?? first["title"])?.stringValue ?? "")
        self.summary = SingleLine.text((schema["description"] ?? first["description"])?.stringValue ?? "")
        let written = [schema["validations"], first["validations"]] + elements.joined().map { $0["validations"] }
        self.validations = written.compactMap { $0 }.first.map(FileValidation.list) ?? []
    }

    /// Whether it takes a list of files or only one of them.
    package var takesList: Bool { self.rule.kinds.contains(.list) || self.rule.kinds.isEmpty && self.element != nil }

    /// Whether its default is what holds, and not a sample: one of a few values, a number, yes or no.
    package var hasTrueDefault: Bool {
        // A sample's seed would give everybody the sample's picture.
        guard self.file == nil, !Spelling.folded(self.name).contains("seed"), let standard, standard != .null,
            self.rule.problem(of: standard) == nil
        else {
            return false
        }
        switch standard {
        case .bool, .number: return true
        case .string: return self.rule.allowed != nil
        case .null, .array, .object: return false
        }
    }

    /// What is a file the format says, never the name; but a bare `uri` is one only of something that can be sent.
    private static func file(_ name: String, _ schemas: [JSONValue]) -> FileInput.Kind? {
        for schema in schemas {
            guard let format = schema["format"]?.stringValue?.lowercased() else { continue }
            for kind in FileInput.Kind.allCases
            where [kind.rawValue + "_uri", kind.rawValue + "_uris"].contains(format.replacingHyphens) {
                return kind
            }
            guard ["uri", "uris", "url"].contains(format) else { continue }
            let words = Spelling.folded(name)
            return Self.words.first { $0.words.contains { words.contains($0) } }?.kind
        }
        return nil
    }

    private static let words: [(kind: FileInput.Kind, words: [String])] = [
        (.video, ["video", "film", "movie"]), (.audio, ["audio", "voice", "sound", "music", "speech"]),
        (.image, ["image", "img", "picture", "photo", "frame", "mask"]),
    ]
}

extension String {
    fileprivate var replacingHyphens: String { String(self.map { $0 == "-" ? "_" : $0 }) }
}
