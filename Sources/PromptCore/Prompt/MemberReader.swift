/// Reads the members of one JSON object by name and collects everything that is wrong with them.
struct MemberReader {
    typealias Problem = Rejection.Problem

    /// Enough to mend a file by; a file with a thousand problems has one.
    static let maximumProblems = 20

    /// In front of a member's name in messages: empty, or `promptd.`.
    let prefix: String
    let members: [JSONValue.Member]
    /// Those of them that the prompt's folder has filled in: a slip of the prompt's may be meant for one of them.
    let filledIn: Set<String>
    private(set) var problems: [Problem] = []

    init(_ members: [JSONValue.Member], prefix: String = "", filledIn: Set<String> = []) {
        self.members = members
        self.filledIn = filledIn
        self.prefix = prefix
    }

    func value(_ name: String) -> JSONValue? {
        self.members.first { $0.name == name }?.value
    }

    mutating func report(_ problem: Problem) {
        guard self.problems.count < Self.maximumProblems else { return }
        self.problems.append(problem)
    }

    mutating func report(_ code: Rejection.Code, _ name: String, _ message: String, _ hint: String) {
        self.report(Problem(code, self.prefix + name, message: "\(self.prefix)\(name) \(message)", hint: hint))
    }

    mutating func wrongType(_ name: String, _ expected: String, _ value: JSONValue, _ hint: String) {
        let isNull = value == .null
        self.report(
            .wrongType,
            name,
            "must be \(expected), but is \(Rejection.shown(value))",
            isNull ? "leave \(self.prefix)\(name) out instead" : hint
        )
    }

    /// A text, or `nil` if there is none or it is something else.
    ///
    /// `hint` says what to do about that where putting the value in quotes would not make it right.
    mutating func string(_ name: String, _ hint: String? = nil) -> String? {
        guard let value = self.value(name) else { return nil }
        if let text = value.stringValue { return text }
        let isList =
            switch value {
            case .array, .object: true
            default: false
            }
        self.wrongType(
            name,
            "a text",
            value,
            hint ?? (isList ? "write one text in double quotes in its place" : "put it in double quotes")
        )
        return nil
    }

    /// An object's members, or `nil` if there is none or it is something else.
    mutating func object(_ name: String, _ hint: String) -> [JSONValue.Member]? {
        guard let value = self.value(name) else { return nil }
        if case .object(let members) = value { return members }
        self.wrongType(name, "an object", value, hint)
        return nil
    }

    /// `true` or `false`, or `nil` if there is neither.
    mutating func boolean(_ name: String) -> Bool? {
        guard let value = self.value(name) else { return nil }
        if case .bool(let truth) = value { return truth }
        self.wrongType(name, "true or false", value, "write true or false, without quotes")
        return nil
    }

    /// A whole number within `range`, or `nil` if there is none or it is something else.
    ///
    /// `hint` says what to do about something else, where it is known what was meant.
    mutating func integer(
        _ name: String,
        in range: ClosedRange<Int64> = .min ... .max,
        _ hint: String? = nil
    ) -> Int64? {
        guard let value = self.value(name) else { return nil }
        let allowed =
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
            + (range == .min ... .max ? " (64 bits)" : "")
        guard case .number(let literal) = value else {
            let isQuoted = value.stringValue.flatMap { Int64($0) }.map { range.contains($0) } ?? false
            self.wrongType(name, "a whole number", value, hint ?? (isQuoted ? "remove the quotes" : "use \(allowed)"))
            return nil
        }
        guard literal.allSatisfy({ $0.isNumber || $0 == "-" }) else {
            // The API wants an integer; guessing that 3.0 is 3 would validate something other than what is sent.
            self.wrongType(
                name,
                "a whole number",
                value,
                "write it with digits only, no point, no exponent: \(allowed)"
            )
            return nil
        }
        if let number = Int64(literal), range.contains(number) { return number }
        self.report(.outOfRange, name, "is \(SingleLine.excerpt(literal)), which is out of range", "use \(allowed)")
        return nil
    }

    /// Reports every member whose name is not in `known`, with the name that was probably meant.
    mutating func reportUnknown(known: [String], aliases: [String: String]) {
        for member in self.members where !known.contains(member.name) {
            // Looking for what was meant costs time, and a file may have a hundred thousand members.
            guard self.problems.count < Self.maximumProblems else { return }
            let meant =
                aliases[Spelling.folded(member.name)]
                ?? Spelling.nearest(to: member.name, among: known).map { self.prefix + $0 }
            let all = known.map { self.prefix + $0 }.joined(separator: ", ")
            let name = SingleLine.excerpt(member.name)
            self.report(
                Problem(
                    .unknownMember,
                    self.prefix + name,
                    message: "the member \"\(self.prefix)\(name)\" is not known",
                    hint: meant.map { "did you mean \($0)?" } ?? "remove it; known are \(all)"
                )
            )
        }
    }
}
