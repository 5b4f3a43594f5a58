extension FileInput {
    /// The value as it stands in the prompt; `nil` for what it does not name.
    package static func written(_ value: Value) -> String? {
        switch value {
        case .address(let text), .path(let text): text
        case .beside: nil
        }
    }

    /// The member's value as it is written down: addresses as they are, and for each file the place of its copy.
    ///
    /// - Returns: `nil` if `taken` is not what these values need.
    package func value(_ taken: [InputFile]) -> JSONValue? {
        var left = taken.filter { $0.member == self.member }[...]
        var found: [JSONValue] = []
        for value in self.values {
            if case .address(let address) = value {
                found.append(.string(address))
                continue
            }
            // The same name given twice stands for the same files twice.
            let written = Self.written(value)
            let times = self.values.count { Self.written($0) == written }
            let each = taken.count { $0.member == self.member && $0.written == written } / times
            let count = found.count
            while found.count < count + each, let file = left.first, file.written == written,
                file.position == (self.takesList ? found.count : nil)
            {
                found.append(.string(file.place))
                left.removeFirst()
            }
            guard found.count > count else { return nil }
        }
        guard left.isEmpty else { return nil }
        if self.takesList { return .array(found) }
        return found.count == 1 ? found.first : nil
    }
}

extension Prompt {
    /// Whether any of its files lies in the inbox.
    package var hasLocalFiles: Bool { self.files.contains { $0.isLocal } }

    /// The model's input as it is written down, with `taken` in the places of its files.
    ///
    /// - Returns: `nil` if they are not the files that the prompt needs.
    package func input(with taken: [InputFile]) -> JSONValue? {
        guard !self.files.isEmpty, case .object(var members) = self.input else {
            return taken.isEmpty ? self.input : nil
        }
        guard Set(taken.map(\.member)).isSubset(of: Set(self.files.map(\.member))) else { return nil }
        for file in self.files {
            guard let value = file.value(taken) else { return nil }
            if let index = members.firstIndex(where: { $0.name == file.member }) {
                members[index].value = value
            } else {
                members.append(.init(file.member, value))
            }
        }
        return .object(members)
    }
}
