extension Prompt {
    /// The members of `input` that are files by the model's schema, if any of them lies in the inbox.
    ///
    /// Which are files `format` says, on the property or its items, never the name.
    static func localFiles(_ input: JSONValue, _ model: ModelDescription?) -> [FileInput] {
        guard let schema = model?.inputSchema, case .object(let properties)? = schema["properties"] else { return [] }
        var required = model?.requiredInputs ?? []
        if case .array(let names)? = schema["required"] { required += names.compactMap(\.stringValue) }
        var found: [FileInput] = []
        var unnamed: [FileInput] = []
        for property in properties {
            guard let kind = Self.kind(property.value) ?? property.value["items"].flatMap(Self.kind) else { continue }
            let takesList = property.value["type"] == .string("array") || property.value["items"] != nil
            var file = FileInput(member: property.name, kind: kind, takesList: takesList, values: [])
            file.limit = property.value["maxItems"]?.integerValue.map { Int($0) }
            file.values = Self.values(input[property.name])
            if !file.values.isEmpty { found.append(file) }
            if input[property.name] == nil, required.contains(property.name) { unnamed.append(file) }
        }
        if found.isEmpty, unnamed.count == 1 {
            unnamed[0].values = [.beside]
            return unnamed
        }
        return found.contains { $0.isLocal } ? found : []
    }

    private static func kind(_ schema: JSONValue) -> FileInput.Kind? {
        guard let format = schema["format"]?.stringValue else { return nil }
        return FileInput.Kind.allCases.first { format == "\($0.rawValue)_uri" || format == "\($0.rawValue)_uris" }
    }

    private static func values(_ value: JSONValue?) -> [FileInput.Value] {
        switch value {
        case .string(let text)?: [Self.isAddress(text) ? .address(text) : .path(text)]
        case .array(let elements)?: elements.flatMap { Self.values($0) }
        default: []
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let lower = text.prefix(8).lowercased()
        return ["https://", "http://", "data:"].contains { lower.hasPrefix($0) }
    }
}
