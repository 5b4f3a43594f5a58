/// What holds for the prompts of a folder that do not say otherwise: the file `.promptd.json` in it, and those of the
/// folders above.
///
/// It can choose and fill in, and nothing more: caps and the models that may be bought are the administrator's.
package struct FolderDefaults: Equatable, Sendable {
    /// The file's name.
    package static let fileName = FileName(fixed: ".promptd.json")
    /// What it is called by programs that hide endings, or do without names that begin with a dot.
    private static let nearNames = ["promptd.json", ".promptd.json.txt", "promptd.json.txt", ".promptd.txt"]

    /// Why a file that is nearly called so does nothing; `nil` for any other.
    package static func nearReason(_ name: FileName) -> String? {
        guard name.bytes.count <= 17, name.hasSuffix(".json") || name.hasSuffix(".txt") else { return nil }
        let text = name.bytes.map(FileName.lowercased)
        guard Self.nearNames.contains(where: { $0.utf8.elementsEqual(text) }) else { return nil }
        return "if it is to hold for the prompts of its folder, its name must be .promptd.json; now it does nothing"
    }

    /// Bytes the file may have.
    package static let largest = 256 << 10

    /// The members of the file.
    package enum Member: String, CaseIterable, Sendable {
        case schema = "$schema"
        /// The model of prompts that name none.
        case model
        /// Members of the model's input that a prompt need not repeat.
        case inputs
        case labels
        /// The template of prompts that name none.
        case template
        /// Templates by their names: members of the input, in whose texts `{{member}}` stands for the prompt's own.
        case templates
        /// Whether each picture, film or sound dropped into the folder becomes a prompt.
        case eachFile = "each_file"
    }

    package private(set) var model: ModelID?
    private(set) var inputs: [JSONValue.Member] = []
    private(set) var labels: [JSONValue.Member] = []
    private(set) var template: String?
    private(set) var templates: [JSONValue.Member] = []
    /// Whether each picture, film or sound dropped into the folder becomes a prompt; `nil` if nothing is said.
    package private(set) var makesEachFile: Bool?

    package init() {}

    /// Reads one file.
    ///
    /// - Throws: everything that is wrong with it at once.
    package init(decoding bytes: [UInt8]) throws(Rejection) {
        let document: JSONValue
        do { document = try JSONValue.parse(bytes) } catch { throw Rejection(error) }
        guard case .object(let members) = document else {
            throw Rejection(
                .init(
                    .notAnObject,
                    "$",
                    message: "it must be a JSON object, but is \(Rejection.shown(document))",
                    hint: Rejection.form(#"{"inputs": {"image_size": "1:1"}}"#)
                )
            )
        }
        var reader = MemberReader(members)
        _ = reader.string(Member.schema.rawValue)
        reader.reportUnknown(known: Member.allCases.map(\.rawValue), aliases: ["input": Member.inputs.rawValue])
        self.model = Self.model(from: &reader)
        self.inputs = Self.inputs(from: &reader)
        self.labels = reader.object(Member.labels.rawValue, "write \"labels\": {\"name\": \"value\"}") ?? []
        self.template = reader.string(Member.template.rawValue)
        self.templates = Self.templates(from: &reader)
        self.makesEachFile = reader.boolean(Member.eachFile.rawValue)
        if let first = reader.problems.first { throw Rejection(first, Array(reader.problems.dropFirst())) }
    }

    private static func model(from reader: inout MemberReader) -> ModelID? {
        let name = Member.model.rawValue
        guard let text = reader.string(name) else { return nil }
        if let model = ModelID(text) { return model }
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which cannot be a model's id",
            "use the id from the model's page, such as \(ModelID.seedreamSequential)"
        )
        return nil
    }

    private static func inputs(from reader: inout MemberReader) -> [JSONValue.Member] {
        let name = Member.inputs.rawValue
        let members = reader.object(name, "write \"inputs\": {\"image_size\": \"1:1\"}") ?? []
        for reserved in [PromptMember.daemon.rawValue, PromptMember.schema.rawValue]
        where members.contains(where: { $0.name == reserved }) {
            reader.report(.unknownMember, "\(name).\(reserved)", "is no input of a model", "remove it")
        }
        return members
    }

    private static func templates(from reader: inout MemberReader) -> [JSONValue.Member] {
        let name = Member.templates.rawValue
        let hint = #"write "templates": {"poster": {"text": "A poster of {{text}}"}}"#
        let members = reader.object(name, hint) ?? []
        for template in members {
            guard case .object = template.value else {
                let path = "\(name).\(SingleLine.excerpt(template.name))"
                reader.wrongType(path, "an object of the model's input", template.value, hint)
                continue
            }
        }
        return members
    }
}

extension FolderDefaults {
    /// The same with what the folder above says where this one says nothing.
    ///
    /// Inputs of another model are not taken over: they might mean something else there.
    package func inheriting(from outer: FolderDefaults) -> FolderDefaults {
        var result = self
        result.model = self.model ?? outer.model
        if self.model == nil || self.model == outer.model {
            result.inputs = self.inputs.filled(from: outer.inputs)
            result.template = self.template ?? outer.template
            result.makesEachFile = self.makesEachFile ?? outer.makesEachFile
        }
        result.labels = self.labels.filled(from: outer.labels)
        result.templates = self.templates.filled(from: outer.templates)
        return result
    }

    /// What decides what is made of a file: the model, its inputs and the template; compact JSON.
    package func recipe() -> [UInt8] {
        var made = self
        (made.labels, made.makesEachFile) = ([], nil)
        made.templates = self.templates.filter { $0.name == self.template }
        return made.serialized()
    }

    package var isEmpty: Bool { self == FolderDefaults() }

    /// One document that says the same: compact JSON, as a file may hold it.
    package func serialized() -> [UInt8] {
        let objects: [(Member, [JSONValue.Member])] = [
            (.inputs, self.inputs), (.labels, self.labels), (.templates, self.templates),
        ]
        var members: [JSONValue.Member] = []
        if let model { members.append(.init(Member.model.rawValue, .string(model.rawValue))) }
        if let template { members.append(.init(Member.template.rawValue, .string(template))) }
        if let makesEachFile { members.append(.init(Member.eachFile.rawValue, .bool(makesEachFile))) }
        for (name, value) in objects where !value.isEmpty { members.append(.init(name.rawValue, .object(value))) }
        return JSONValue.object(members).serialized()
    }
}

extension [JSONValue.Member] {
    /// These, and behind them those of `others` whose names are not among them.
    func filled(from others: [JSONValue.Member]) -> [JSONValue.Member] {
        self + others.filter { other in !self.contains { $0.name == other.name } }
    }
}
