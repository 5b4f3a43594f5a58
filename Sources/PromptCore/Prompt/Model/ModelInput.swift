/// A prompt's members, held against its model's schema.
struct ModelInput {
    /// What is sent: the members as they were written, then the defaults.
    private(set) var members: [JSONValue.Member] = []
    /// Those of them that name files in the inbox.
    private(set) var files: [FileInput] = []

    let schema: ModelSchema

    /// The most files that one prompt may name; a pattern counts as one.
    static let mostFiles = 32

    /// Reports everything that is wrong to `reader`; `file` is the one for the model's only member that takes one.
    init(_ reader: inout MemberReader, _ schema: ModelSchema, file: String? = nil) {
        self.schema = schema
        for member in reader.members where !ModelSchema.reserved.contains(member.name) {
            // Looking for what was meant costs time, and a file may have a hundred thousand members.
            guard reader.problems.count < MemberReader.maximumProblems else { return }
            guard let known = schema[member.name] else {
                if schema.strays.contains(member.name) {
                    self.members.append(member)
                } else {
                    reader.report(self.unknown(member, besides: reader))
                }
                continue
            }
            if let kind = known.file {
                self.takeFiles(member.value, known, kind, &reader)
            } else {
                self.check(member.value, known, &reader)
                self.members.append(member)
            }
        }
        if let file { self.give(file, &reader) }
        self.addDefaults()
        self.reportMissing(&reader)
        self.reportTooManyFiles(&reader)
    }

    private func has(_ name: String) -> Bool { self.members.contains { $0.name == name } }

    // MARK: - Values

    private func check(_ value: JSONValue, _ member: ModelMember, _ reader: inout MemberReader) {
        if var fault = member.rule.problem(of: value) {
            // To leave it out would be the next error.
            if value == .null, member.isRequired { fault.hint = Self.hint(member) }
            return Self.report(fault, member.name, &reader)
        }
        switch value {
        case .string(let text):
            guard member.isRequired, text.allSatisfy(\.isWhitespace), member.rule.allowed == nil else { return }
            reader.report(.invalidValue, member.name, "is empty", Self.hint(member))
        case .array(let elements):
            guard let rule = member.element else { return }
            for (index, element) in elements.enumerated() {
                guard reader.problems.count < MemberReader.maximumProblems else { return }
                if let fault = rule.problem(of: element) { Self.report(fault, "\(member.name)[\(index)]", &reader) }
            }
        case .null, .bool, .number, .object: return
        }
    }

    private static func report(_ fault: ValueFault, _ name: String, _ reader: inout MemberReader) {
        reader.report(fault.code, SingleLine.excerpt(name), fault.message, fault.hint)
    }

    // MARK: - Files

    /// One name given for a list is a list of one.
    private mutating func takeFiles(
        _ written: JSONValue,
        _ member: ModelMember,
        _ kind: FileInput.Kind,
        _ reader: inout MemberReader
    ) {
        let elements: [JSONValue]
        switch written {
        case .null where member.rule.isNullable: return self.members.append(.init(member.name, written))
        case .array(let all) where member.takesList: elements = all
        case .string: elements = [written]
        default:
            return Self.report(Self.notAFile(written, member), member.name, &reader)
        }
        var values: [FileInput.Value] = []
        var isPattern = false
        for (index, element) in elements.enumerated() {
            guard reader.problems.count < MemberReader.maximumProblems else { return }
            let name = member.takesList && elements.count > 1 ? "\(member.name)[\(index)]" : member.name
            guard let text = element.stringValue else {
                Self.report(Self.notAFile(element, member), name, &reader)
                continue
            }
            do throws(ValueFault) {
                let value = try FileReference.value(text, kind)
                values.append(value)
                guard case .path = value, FileReference.isPattern(text) else { continue }
                isPattern = true
                guard !member.takesList else { continue }
                throw ValueFault(
                    .invalidValue,
                    "is \(Rejection.shown(element)), which may stand for several files, but the model takes one",
                    "write the name of one file"
                )
            } catch {
                Self.report(error, name, &reader)
            }
        }
        if member.takesList {
            if let most = member.rule.count.most, values.count > most {
                let fault = member.rule.problem(ofCount: values.count)
                if let fault { Self.report(fault, member.name, &reader) }
            } else if !isPattern, values.count == elements.count, let fault = self.tooFew(values.count, member) {
                Self.report(fault, member.name, &reader)
            }
        }
        self.members.append(.init(member.name, member.takesList ? .array(elements) : elements[0]))
        self.note(member, kind, values)
    }

    /// Puts a file into the member that is required to be one, or is the only one that can be.
    private mutating func give(_ file: String, _ reader: inout MemberReader) {
        let takers = self.schema.members.filter { $0.file != nil && !$0.isStray }
        let required = takers.filter(\.isRequired)
        let name = "promptd.file"
        guard let member = required.count == 1 ? required[0] : takers.count == 1 ? takers[0] : nil,
            let kind = member.file
        else {
            let names = takers.map(\.name).joined(separator: ", ")
            let message = takers.isEmpty ? "names a file, and the model takes none" : "may go into each of \(names)"
            return reader.report(.invalidValue, name, message, "name it under the member it is for, or remove it")
        }
        guard !self.has(member.name) else {
            return reader.report(.invalidValue, name, "and \(member.name) exclude each other", "leave one of them out")
        }
        guard !FileReference.isPattern(file) else {
            return reader.report(
                .invalidValue,
                name,
                "may stand for several files",
                "give the file a name without * and ?"
            )
        }
        do throws(ValueFault) {
            self.note(member, kind, [try FileReference.value(file, kind)])
            self.members.append(.init(member.name, member.takesList ? .array([.string(file)]) : .string(file)))
        } catch {
            Self.report(error, name, &reader)
        }
    }

    private func tooFew(_ count: Int, _ member: ModelMember) -> ValueFault? {
        if let fault = member.rule.problem(ofCount: count) { return fault }
        guard count == 0, member.isRequired else { return nil }
        return ValueFault(.invalidValue, "is empty", Self.hint(member))
    }

    private mutating func note(_ member: ModelMember, _ kind: FileInput.Kind, _ values: [FileInput.Value]) {
        let input = FileInput(
            member: member.name,
            kind: kind,
            takesList: member.takesList,
            values: values,
            limit: member.rule.count.most,
            validations: member.validations
        )
        if input.isLocal { self.files.append(input) }
    }

    private static func notAFile(_ value: JSONValue, _ member: ModelMember) -> ValueFault {
        let isList = if case .array = value { true } else { false }
        return ValueFault(
            .wrongType,
            "must be \(member.takesList ? "a list of files" : "one file"), but is \(Rejection.shown(value))",
            isList ? "write one name or https address in double quotes" : Self.hint(member)
        )
    }

    private func reportTooManyFiles(_ reader: inout MemberReader) {
        let count = self.files.reduce(0) { $0 + $1.values.count }
        guard count > Self.mostFiles, let member = self.files.last?.member else { return }
        reader.report(
            .outOfRange,
            member,
            "makes it \(count) files; promptd takes at most \(Self.mostFiles) for one prompt",
            "name fewer files"
        )
    }

    // MARK: - What is not there

    /// What holds is sent; what is only a sample is not.
    private mutating func addDefaults() {
        for member in self.schema.members where !member.isStray && member.hasTrueDefault && !self.has(member.name) {
            if let value = member.standard { self.members.append(.init(member.name, value)) }
        }
    }

    /// The only file that has to be there may lie beside the prompt under its name.
    private mutating func reportMissing(_ reader: inout MemberReader) {
        let written = Set(reader.members.map(\.name))
        let required = self.schema.members.filter(\.isRequired)
        let files = required.filter { $0.file != nil }
        for member in required where !written.contains(member.name) && !self.has(member.name) {
            // Under the name that the catalog requires and does not describe.
            let twins = self.schema.members.filter { $0.isStray && written.contains($0.name) }
            guard !twins.contains(where: { $0.file != nil && $0.file == member.file }) else { continue }
            if let kind = member.file, files.count == 1 {
                self.note(member, kind, [.beside])
            } else {
                reader.report(.missingMember, member.name, "is missing", Self.hint(member))
            }
        }
    }

    /// What to write for a member.
    private static func hint(_ member: ModelMember) -> String {
        let name = SingleLine.excerpt(member.name)
        if member.file != nil {
            let value = member.takesList ? "[\"a.png\"]" : "\"a.png\""
            return "name a file that lies beside the prompt, or a public https address: \"\(name)\": \(value)"
        }
        if member.rule.kind == .text, member.rule.allowed == nil, ["prompt", "text"].contains(name) {
            return "say what to make: \"\(name)\": \"a sunset at sea\""
        }
        let meaning = member.summary.isEmpty ? "" : " (\(SingleLine.excerpt(member.summary)))"
        return "add \"\(name)\" with \(member.rule.expected ?? "a value")\(meaning)"
    }
}
