extension ValueRule {
    /// What is wrong with `value`; `nil` if the schema allows it.
    ///
    /// What lies in objects, and in lists of them, is not looked at: each model has its own.
    func problem(of value: JSONValue) -> ValueFault? {
        if value == .null, self.isNullable { return nil }
        if let allowed = self.allowed { return self.choice(value, allowed) }
        guard !self.kinds.isEmpty else { return nil }
        guard let kind = self.kinds.first(where: { $0.holds(value) }) else { return self.wrongKind(value) }
        switch kind {
        case .text: return self.text(value)
        case .integer: return self.integer(value)
        case .number: return self.number(value)
        case .list: return self.list(value)
        case .boolean, .object: return nil
        }
    }

    /// What the schema allows, in words, such as `a whole number from 1 to 4`; `nil` if it allows anything.
    package var expected: String? {
        if let allowed = self.allowed { return "one of \(Self.shown(allowed))" }
        guard !self.kinds.isEmpty else { return nil }
        var text = self.kinds.map(\.words).joined(separator: " or ")
        switch self.kind {
        case .integer, .number: if let limits = self.limits.summary { text += " \(limits)" }
        case .text: if let length = self.length.summary { text += " of \(length) characters" }
        case .list: if let count = self.count.summary { text += " of \(count)" }
        case .boolean, .object, nil: break
        }
        return text
    }

    // MARK: - Choices

    private func choice(_ value: JSONValue, _ allowed: [JSONValue]) -> ValueFault? {
        guard !allowed.contains(value) else { return nil }
        let number = NumberLimits.number(value)
        if number != nil, self.kind != .integer, allowed.contains(where: { NumberLimits.number($0) == number }) {
            return nil
        }
        let meant = Self.meant(value, allowed).map { "did you mean \(Rejection.shown($0))? " } ?? ""
        let isScalar =
            switch value {
            case .array, .object, .null: false
            case .bool, .number, .string: true
            }
        return ValueFault(
            isScalar ? .invalidValue : .wrongType,
            "is \(Rejection.shown(value)), which the model does not have",
            "\(meant)use one of \(Self.shown(allowed))"
        )
    }

    /// Another case, a number with or without quotes, a slip.
    private static func meant(_ value: JSONValue, _ allowed: [JSONValue]) -> JSONValue? {
        let written: String
        switch value {
        case .string(let text): written = text
        case .number(let literal): written = literal
        case .bool(let flag): written = "\(flag)"
        case .null, .array, .object: return nil
        }
        func word(_ value: JSONValue) -> String {
            switch value {
            case .string(let text): text
            case .number(let literal): literal
            default: Rejection.shown(value)
            }
        }
        let folded = Spelling.folded(written)
        if let same = allowed.first(where: { Spelling.folded(word($0)) == folded }) { return same }
        if let number = Double(written), let same = allowed.first(where: { Double(word($0)) == number }) { return same }
        // A slip in a figure is another figure.
        guard !written.contains(where: \.isNumber) else { return nil }
        let near = Spelling.nearest(to: written, among: allowed.prefix(50).map(word))
        return near.flatMap { near in allowed.first { word($0) == near } }
    }

    private static func shown(_ allowed: [JSONValue]) -> String {
        let most = 40
        let text = allowed.prefix(most).map(Rejection.shown).joined(separator: ", ")
        return allowed.count > most ? "\(text) and \(allowed.count - most) others" : text
    }

    // MARK: - Kinds

    private func wrongKind(_ value: JSONValue) -> ValueFault {
        let expected = self.kinds.map(\.words).joined(separator: " or ")
        return ValueFault(
            .wrongType,
            "must be \(expected), but is \(Rejection.shown(value))",
            self.kinds.lazy.compactMap { self.hint($0, value) }.first ?? "use \(self.expected ?? expected)"
        )
    }

    /// What makes another value the one that was meant.
    private func hint(_ kind: Kind, _ value: JSONValue) -> String? {
        switch (kind, value) {
        case (_, .null): return "leave it out instead"
        case (.text, .number), (.text, .bool): return "put it in double quotes"
        case (.text, .array), (.text, .object): return "write one text in double quotes in its place"
        case (.integer, .string(let text)):
            guard let number = Int64(text), self.limits.allow(Double(number)) else { return nil }
            return "remove the quotes"
        case (.integer, .number):
            return "write it with digits only, no point, no exponent: \(self.expected ?? "a whole number")"
        case (.number, .string(let text)):
            guard let number = Double(text), number.isFinite, self.limits.allow(number) else { return nil }
            return "remove the quotes"
        case (.boolean, .string(let text)) where ["true", "false"].contains(text.lowercased()):
            return "write \(text.lowercased()), without quotes"
        case (.boolean, .number("0")): return "write false"
        case (.boolean, .number("1")): return "write true"
        case (.list, .string), (.list, .number), (.list, .bool), (.list, .object):
            return "put it in square brackets: [...]"
        case (.object, _): return "write an object: {\"name\": ...}"
        default: return nil
        }
    }

    private func text(_ value: JSONValue) -> ValueFault? {
        guard let length = value.stringValue?.unicodeScalars.count else { return nil }
        if let most = self.length.most, length > most {
            return ValueFault(
                .textTooLong,
                "has \(length) characters; the model takes at most \(most)",
                "shorten it by \(length - most)"
            )
        }
        guard let least = self.length.least, length < least else { return nil }
        let message = length == 0 ? "is empty" : "has \(length) characters"
        return ValueFault(.invalidValue, message, "write \(self.expected ?? "more")")
    }

    private func integer(_ value: JSONValue) -> ValueFault? {
        guard let number = value.integerValue else { return self.outOfRange(value) }
        return self.limits.allow(Double(number)) ? nil : self.outOfRange(value)
    }

    private func number(_ value: JSONValue) -> ValueFault? {
        guard let number = NumberLimits.number(value), self.limits.allow(number) else { return self.outOfRange(value) }
        return nil
    }

    private func outOfRange(_ value: JSONValue) -> ValueFault {
        ValueFault(
            .outOfRange,
            "is \(Rejection.shown(value)), which is out of range",
            "use \(self.expected ?? "a smaller number")"
        )
    }

    private func list(_ value: JSONValue) -> ValueFault? {
        guard case .array(let elements) = value else { return nil }
        return self.problem(ofCount: elements.count)
    }

    /// What is wrong with a list of that many.
    func problem(ofCount count: Int) -> ValueFault? {
        let isTooFew = self.count.least.map { count < $0 } ?? false
        let isTooMany = self.count.most.map { count > $0 } ?? false
        guard isTooFew || isTooMany, let limits = self.count.summary else { return nil }
        return ValueFault(.outOfRange, "has \(count) element\(count == 1 ? "" : "s")", "give it \(limits)")
    }
}

extension ValueRule.Kind {
    /// Whether a value is of the kind, as it is written: 3.0 is no whole number, since guessing so would check something
    /// other than what is sent.
    fileprivate func holds(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.text, .string), (.number, .number), (.boolean, .bool), (.list, .array), (.object, .object): true
        case (.integer, .number(let literal)): literal.allSatisfy { $0.isNumber || $0 == "-" }
        default: false
        }
    }

    package var words: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .list: "a list"
        case .object: "an object"
        }
    }
}
