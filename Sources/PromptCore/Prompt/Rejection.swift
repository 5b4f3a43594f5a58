/// Why a prompt is not accepted: everything that is wrong with it, so that one round of corrections is enough.
package struct Rejection: Error, Equatable, Sendable {
    /// Fixed names for tools and metrics.
    package enum Code: String, Sendable, Codable, CaseIterable {
        /// The text ends too early; while a copy is in progress this means "not yet".
        case unfinishedJSON = "unfinished_json"
        case invalidJSON = "invalid_json"
        case duplicateMember = "duplicate_member"
        case notAnObject = "not_an_object"
        case unknownMember = "unknown_member"
        case missingMember = "missing_member"
        case wrongType = "wrong_type"
        /// The right type, but not one of the allowed values.
        case invalidValue = "invalid_value"
        /// A number outside its limits.
        case outOfRange = "out_of_range"
        case textTooLong = "text_too_long"
        /// More images than this promptd allows for one prompt.
        case tooManyImages = "too_many_images"
        /// The text and the option name different numbers of images.
        case countConflict = "count_conflict"
        /// The text does not name the number of images, and the configuration wants it to.
        case countMissing = "count_missing"
        /// The text may name the number of images, and the configuration wants it to be clear.
        case countUnclear = "count_unclear"
        /// Not among the models that this promptd may buy.
        case modelNotAllowed = "model_not_allowed"
        /// The file's name cannot become a name in the outbox.
        case invalidName = "invalid_name"
    }

    /// One thing that is wrong.
    package struct Problem: Error, Equatable, Sendable, Codable {
        package var code: Code
        /// The member, with its way from the top: `seed`, `promptd.model`, `promptd.labels[2].x`; `$` is the whole.
        package var member: String
        /// What is wrong and why, with the value given, shortened.
        package var message: String
        /// What is allowed, or what to do.
        package var hint: String

        package init(_ code: Code, _ member: String, message: String, hint: String) {
            self.code = code
            self.member = member
            self.message = message
            self.hint = hint
        }
    }

    private let first: Problem
    private let others: [Problem]
    /// A whole prompt that would be accepted, as JSON in one line, if it can be told what was meant.
    private(set) package var suggestion: String?

    package init(_ first: Problem, _ others: [Problem] = []) {
        self.first = first
        self.others = others
    }

    /// The code of the first problem.
    package var code: Code { self.first.code }
    /// At least one, in the order of the file.
    package var problems: [Problem] { [self.first] + self.others }
    /// Whether the file is only not finished yet, as far as its bytes tell.
    package var isUnfinished: Bool { self.code == .unfinishedJSON }

    /// What is wrong, in one line, for a person who never saw the code.
    package var message: String {
        guard !self.others.isEmpty else { return self.first.message }
        return "\(self.problems.count) problems: " + self.problems.map(\.message).joined(separator: "; ")
    }

    /// What to do about it, problem by problem, in one line.
    package var hint: String {
        var hints: [String] = []
        for problem in self.problems where !hints.contains(problem.hint) { hints.append(problem.hint) }
        return hints.joined(separator: "; ")
    }
}

extension Rejection {
    /// The shortest prompt there is, for who has to be told what one looks like.
    static let example = #"{"text": "a sunset at sea"}"#

    /// What to do about a file that is nothing like a prompt.
    static func form(_ example: String?) -> String {
        "write an object with names and values" + (example.map { ": \($0)" } ?? "")
    }

    /// Whether the form is wrong, so that what is in it has not been looked at.
    var isOfForm: Bool { [.unfinishedJSON, .invalidJSON, .duplicateMember, .notAnObject].contains(self.code) }

    /// The same with what may have been meant, or with what would be wrong after that.
    func adding(_ suggestion: Suggestion) -> Rejection {
        if let signature = suggestion.signature { return Rejection(signature.problem(self.first)) }
        var first = self.first
        // A better example is at hand.
        let example = ": \(Self.example)"
        if suggestion.text != nil, first.hint.hasSuffix(example) { first.hint.removeLast(example.count) }
        if suggestion.isOfPlainWords, [.unfinishedJSON, .invalidJSON].contains(first.code) {
            // Which character of it is no JSON is of no use.
            first.message = "line 1, column 1: the file holds plain words, and no JSON"
            let encoding = suggestion.isUTF8 ? "" : "save the file with the encoding UTF-8, and in it "
            first.hint = encoding + Self.form(suggestion.text == nil ? Self.example : nil)
        }
        var result = Rejection(first, self.others + suggestion.remaining)
        result.suggestion = suggestion.text
        return result
    }

    /// The same with a word about the file that fills in members too.
    func blamingAlso(_ file: FileName) -> Rejection {
        guard !self.isOfForm else { return self }
        var first = self.first
        first.hint += " (\(file) in its folder fills in members too: look there as well)"
        return Rejection(first, self.others)
    }

    /// A syntax error as a problem of the whole document, or of the duplicate member.
    init(_ error: JSONSyntaxError) {
        let place = "line \(error.line), column \(error.column): "
        let code: Code =
            switch error.kind {
            case .unfinished, .nulBytes: .unfinishedJSON
            case .duplicateMember: .duplicateMember
            default: .invalidJSON
            }
        self.init(Problem(code, error.member ?? "$", message: place + error.message, hint: error.hint))
    }

    /// A value as JSON, short enough for a message.
    static func shown(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements): elements.isEmpty ? "[]" : "a list"
        case .object(let members): members.isEmpty ? "{}" : "an object"
        case .string(let text): "\"\(SingleLine.excerpt(text))\""
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let literal): SingleLine.excerpt(literal)
        }
    }
}
