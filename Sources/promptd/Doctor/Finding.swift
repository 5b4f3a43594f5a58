import PromptCore

/// One thing that `promptd doctor` has looked at.
struct Finding: Equatable, Sendable {
    enum Level: String, Sendable {
        case ok
        /// It works, and should be looked at.
        case warning
        /// It does not work like this.
        case failure
    }

    var level: Level
    /// What was looked at: `inbox`, `token`.
    var subject: String
    var text: String
    /// What to do; `nil` if nothing has to be done.
    var remedy: String?

    static func ok(_ subject: String, _ text: String) -> Finding {
        Finding(level: .ok, subject: subject, text: text, remedy: nil)
    }

    static func warning(_ subject: String, _ text: String, _ remedy: String? = nil) -> Finding {
        Finding(level: .warning, subject: subject, text: text, remedy: remedy)
    }

    static func failure(_ subject: String, _ text: String, _ remedy: String? = nil) -> Finding {
        Finding(level: .failure, subject: subject, text: text, remedy: remedy)
    }

    /// For people: a line, and one more for what to do.
    var lines: String {
        let mark =
            switch self.level {
            case .ok: "ok      "
            case .warning: "look at "
            case .failure: "WRONG   "
            }
        let line = "\(mark)\(self.subject): \(SingleLine.text(self.text, limit: 2000))"
        guard let remedy else { return line }
        return "\(line)\n        \(SingleLine.text(remedy, limit: 2000))"
    }

    var json: JSONValue {
        .object([
            .init("level", .string(self.level.rawValue)), .init("subject", .string(self.subject)),
            .init("text", .string(self.text)), .init("remedy", self.remedy.map { .string($0) } ?? .null),
        ])
    }

    /// All of them in one document.
    static func document(_ findings: [Finding]) -> [UInt8] {
        JSONValue.object([
            .init("schema_version", .integer(1)), .init("findings", .array(findings.map(\.json))),
        ]).pretty()
    }

    /// What ``document(_:)`` has written; `nil` for anything else.
    static func list(_ document: [UInt8]) -> [Finding]? {
        do throws(JSONSyntaxError) {
            guard case .array(let elements) = try JSONValue.parse(document)["findings"] else { return nil }
            let findings = elements.compactMap(Finding.init(json:))
            return findings.count == elements.count ? findings : nil
        } catch {
            return nil
        }
    }

    private init?(json: JSONValue) {
        guard let level = json["level"]?.stringValue.flatMap(Level.init(rawValue:)),
            let subject = json["subject"]?.stringValue, let text = json["text"]?.stringValue
        else { return nil }
        self.init(level: level, subject: subject, text: text, remedy: json["remedy"]?.stringValue)
    }

    private init(level: Level, subject: String, text: String, remedy: String?) {
        self.level = level
        self.subject = subject
        self.text = text
        self.remedy = remedy
    }
}
