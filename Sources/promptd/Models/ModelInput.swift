import PromptCore

/// A member of a model's input for people who choose it, read from the schema as far as that goes.
struct ModelInput: Equatable {
    var name: String
    /// `text`, `number`, `picture`, `list of pictures`, …; empty if the schema does not say.
    var kind: String
    var isRequired: Bool
    /// The values or the range, in words; empty if there is no rule.
    var allowed: String
    /// What the model takes if it is left out; empty if the schema does not say, or has a sample instead.
    var usual: String
    /// `image`, `video` or `audio` for a file.
    var file: FileInput.Kind?
    /// What it is for, as the schema words it.
    var meaning: String

    /// In the order of the schema; none if there is no schema, or none that can be read.
    static func all(of model: ModelDescription) -> [ModelInput] {
        guard let schema = model.inputSchema, case .object(let properties) = schema["properties"] else { return [] }
        var required = Set(model.requiredInputs)
        if case .array(let names) = schema["required"] { required.formUnion(names.compactMap(\.stringValue)) }
        return properties.map { ModelInput($0, isRequired: required.contains($0.name)) }
    }

    private init(_ property: JSONValue.Member, isRequired: Bool) {
        let schema = property.value
        self.name = property.name
        self.isRequired = isRequired
        self.file = Self.file(schema)
        self.kind = Self.kind(schema, self.file)
        self.allowed = Self.allowed(schema)
        // Those of files and of texts without a choice are samples.
        let isChoice = schema["enum"] != nil || schema["type"]?.stringValue != "string"
        self.usual = self.file == nil && isChoice ? schema["default"].map(Self.text) ?? "" : ""
        let words = [schema["title"], schema["description"]].compactMap { $0?.stringValue }.filter { !$0.isEmpty }
        self.meaning = words.joined(separator: ": ")
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(self.name)), .init("kind", .string(self.kind)),
            .init("required", .bool(self.isRequired)),
        ]
        if let file { members.append(.init("file", .string(file.rawValue))) }
        for (name, text) in [("allowed", self.allowed), ("default", self.usual), ("meaning", self.meaning)]
        where !text.isEmpty { members.append(.init(name, .string(text))) }
        return .object(members)
    }

    /// Files are told by `format`, on the property or its items.
    private static func file(_ schema: JSONValue) -> FileInput.Kind? {
        let format = (schema["format"] ?? schema["items"]?["format"])?.stringValue?.lowercased() ?? ""
        return FileInput.Kind.allCases.first { format.hasPrefix("\($0.rawValue)_uri") }
    }

    private static func kind(_ schema: JSONValue, _ file: FileInput.Kind?) -> String {
        let type = schema["type"]?.stringValue ?? ""
        let isList = type == "array"
        let one =
            if let file { "\(file.rawValue) file" } else {
                Self.word(isList ? schema["items"]?["type"] : schema["type"])
            }
        return isList ? "list of " + (one.isEmpty ? "values" : "\(one)s") : one
    }

    private static func word(_ type: JSONValue?) -> String {
        switch type?.stringValue {
        case "string": "text"
        case "integer": "whole number"
        case "number", "float": "number"
        case "boolean": "true or false"
        case let other: other ?? ""
        }
    }

    private static func allowed(_ schema: JSONValue) -> String {
        if case .array(let values) = schema["enum"] ?? schema["items"]?["enum"] {
            return values.map(Self.text).joined(separator: ", ")
        }
        let ranges = [
            Self.range(schema["minimum"], schema["maximum"], ""),
            Self.range(schema["minLength"], schema["maxLength"], " characters"),
            Self.range(schema["minItems"], schema["maxItems"], " values"),
        ]
        return ranges.compactMap { $0 }.joined(separator: ", ")
    }

    private static func range(_ least: JSONValue?, _ most: JSONValue?, _ unit: String) -> String? {
        switch (least.map(Self.text), most.map(Self.text)) {
        case (let least?, let most?): "\(least) to \(most)\(unit)"
        case (let least?, nil): "\(least)\(unit) or more"
        case (nil, let most?): "at most \(most)\(unit)"
        case (nil, nil): nil
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? String(decoding: value.serialized(), as: UTF8.self)
    }
}
