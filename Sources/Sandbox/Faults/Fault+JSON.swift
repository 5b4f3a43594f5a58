import FoundationEssentials

extension Fault {
    /// Reads one fault as `POST /sandbox/faults` takes it.
    ///
    /// - Throws: `ControlError`, which names what is allowed instead.
    init(json: APIValue) throws(ControlError) {
        guard case .object(var members) = json else { throw ControlError("A fault is a JSON object.") }
        self.on = try Self.choice("on", members.removeValue(forKey: "on"))
        self.kind = try Self.choice("do", members.removeValue(forKey: "do"))
        let rule = Self.rule(for: self.kind)
        guard rule.calls.contains(self.on) else {
            throw ControlError("\"do\": \"\(self.kind.rawValue)\" can only be on \(Self.list(rule.calls)).")
        }
        switch members.removeValue(forKey: "times") {
        case nil: break
        case .null: self.times = nil
        case .integer(let count) where count > 0: self.times = Int(count)
        default: throw ControlError("\"times\" is a number above 0, or null for ever.")
        }
        switch members.removeValue(forKey: "skip") {
        case nil: break
        case .integer(let count) where count >= 0: self.skip = Int(count)
        default: throw ControlError("\"skip\" is a number from 0 up.")
        }
        switch members.removeValue(forKey: "match") {
        case nil, .null: break
        case .string(let text): self.match = text
        default: throw ControlError("\"match\" is a text.")
        }
        try self.readParameters(members, rule: rule)
    }

    private mutating func readParameters(_ members: [String: APIValue], rule: Rule) throws(ControlError) {
        let allowed = rule.needs + rule.allows
        for name in members.keys.sorted() where !allowed.contains(where: { $0.rawValue == name }) {
            let common = ["on", "do", "times", "skip", "match"] + allowed.map(\.rawValue)
            throw ControlError("\"\(name)\" is not allowed here; allowed are \(Self.quoted(common)).")
        }
        for key in rule.needs where members[key.rawValue] == nil {
            throw ControlError("\"do\": \"\(self.kind.rawValue)\" needs \"\(key.rawValue)\".")
        }
        do {
            let bytes = try JSONText.bytes(of: APIValue.object(members))
            self.parameters = try JSONDecoder().decode(Parameters.self, from: Data(bytes))
        } catch {
            throw ControlError(
                "A parameter has the wrong type: status, error_code, retry_after, bytes and bytes_per_second are whole "
                    + "numbers, seconds is a number, charged and performed are true or false, the others are texts."
            )
        }
        let range = self.parameters
        guard (200...599).contains(range.status ?? 200) else { throw ControlError("\"status\" is from 200 to 599.") }
        guard range.bytes ?? 0 >= 0, range.bytesPerSecond ?? 1 > 0, 0...1e9 ~= range.seconds ?? 0 else {
            throw ControlError("\"bytes\" and \"seconds\" are from 0 up, \"bytes_per_second\" from 1 up.")
        }
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ member: String,
        _ json: APIValue?
    ) throws(ControlError) -> Value {
        guard let value = json?.text.flatMap({ Value(rawValue: $0) }) else {
            throw ControlError("\"\(member)\" is needed, and is one of \(Self.list(Array(Value.allCases))).")
        }
        return value
    }

    private static func list(_ values: [some RawRepresentable<String>]) -> String {
        Self.quoted(values.map(\.rawValue))
    }

    private static func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}

extension Fault: Encodable {
    private enum CodingKeys: String, CodingKey {
        case on, times, skip, match
        case kind = "do"
    }

    /// As it was given, with what is left of `times` and `skip`.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.on, forKey: .on)
        try container.encode(self.kind, forKey: .kind)
        try container.encode(self.times, forKey: .times)
        try container.encode(self.skip, forKey: .skip)
        try container.encodeIfPresent(self.match, forKey: .match)
        try self.parameters.encode(to: encoder)
    }
}
