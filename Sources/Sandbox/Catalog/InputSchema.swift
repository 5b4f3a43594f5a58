/// The part of JSON Schema that model inputs use, checked strictly: members that the schema does not name are refused.
struct InputSchema: Sendable {
    /// One thing that is wrong with an input, in the words of the API's `detail`.
    struct Problem: Equatable, Sendable {
        var member: String?
        var message: String
        var type: String

        var json: APIValue {
            let place: [APIValue] = [.string("body")] + (self.member.map { [.string($0)] } ?? [])
            return ["loc": .array(place), "msg": .string(self.message), "type": .string(self.type)]
        }
    }

    /// A member that takes files.
    struct FileMember: Sendable {
        let name: String
        let kind: FileKind
        let rules: [FileRule]
    }

    /// The members in the catalog's order.
    let names: [String]
    /// What the catalog says that must be there.
    let required: [String]
    /// The members that take files, in the catalog's order.
    let files: [FileMember]
    private let properties: [String: APIValue]
    /// What really must be there.
    private let needed: [String]

    /// `needed` is what really must be there, if the catalog says otherwise.
    init(required: [String], needed: [String]? = nil, _ properties: [(name: String, schema: APIValue)]) {
        self.names = properties.map(\.name)
        self.required = required
        self.needed = needed ?? required
        self.properties = Dictionary(properties.map { ($0.name, $0.schema) }) { _, last in last }
        self.files = properties.compactMap { name, schema in
            let format = schema["format"]?.text ?? schema["items"]?["format"]?.text ?? ""
            return FileKind(format: format).map { kind in
                FileMember(name: name, kind: kind, rules: FileRule.all(in: schema))
            }
        }
    }

    /// The schema as the catalog shows it.
    var json: APIValue {
        [
            "type": "object", "required": .array(self.required.map { .string($0) }),
            "properties": .object(self.properties),
        ]
    }

    /// What the catalog says is taken if the member is not given.
    func usual(_ name: String) -> APIValue? { self.properties[name]?["default"] }

    /// All problems of `input`, none if it is right.
    func problems(in input: APIValue) -> [Problem] {
        guard case .object(let members) = input else {
            return [Problem(member: nil, message: "Input should be a JSON object", type: "object_type")]
        }
        var problems: [Problem] = []
        for name in self.needed where members[name] == nil {
            problems.append(Problem(member: name, message: "Field required", type: "missing"))
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = self.properties[name] {
                problems +=
                    SchemaCheck.problem(of: value, property).map {
                        [Problem(member: name, message: $0.message, type: $0.type)]
                    } ?? []
            } else {
                problems.append(
                    Problem(member: name, message: "Extra inputs are not permitted", type: "extra_forbidden")
                )
            }
        }
        return problems
    }
}
