/// What a model takes, read from its entry in the catalog.
///
/// Catalogs err, and a prompt must not fail for that: a keyword that is not understood says nothing, and one that
/// contradicts another neither.
package struct ModelSchema: Equatable, Sendable {
    /// In the order of the schema; those that are only required come last.
    package let members: [ModelMember]
    /// Names that are required without being described, and are like no member that is.
    package let strays: [String]
    /// What is wrong with the schema and a person should know; one line each.
    package let warnings: [String]

    /// More is no model's.
    private static let mostMembers = 1000
    private static let mostStrays = 20

    /// Returns `nil` if the catalog says nothing about the input.
    package init?(_ description: ModelDescription) {
        guard let schema = description.inputSchema,
            case .object(let properties)? = SchemaReader(root: schema).alternatives(schema).first?["properties"],
            1...Self.mostMembers ~= properties.count
        else { return nil }
        let reader = SchemaReader(root: schema)
        var required = description.requiredInputs
        if case .array(let names)? = reader.alternatives(schema).first?["required"] {
            required = names.compactMap(\.stringValue) + required
        }
        let needed = Set(required)
        var members: [ModelMember] = []
        for property in properties where !Self.reserved.contains(property.name) {
            // Some say it of the member itself.
            let isRequired = needed.contains(property.name) || property.value["required"] == .bool(true)
            members.append(ModelMember(property.name, property.value, isRequired: isRequired, reader))
        }
        var strays: [String] = []
        var warnings: [String] = []
        var seen = Set(properties.map(\.name))
        for name in required where seen.insert(name).inserted {
            // A person reads no more.
            guard warnings.count < Self.mostStrays else { break }
            guard let index = Self.index(of: name, in: members) else {
                strays.append(name)
                warnings.append("the catalog requires \(SingleLine.excerpt(name)), but does not describe it")
                continue
            }
            // The one name or the other: if there has to be one at all, the member's own limits say so.
            var twin = members[index]
            members[index].isRequired = members[index].isRequired || (twin.rule.count.least ?? 0) > 0
            (twin.name, twin.isStray, twin.isRequired) = (name, true, false)
            members.append(twin)
            warnings.append(
                "the catalog requires \(SingleLine.excerpt(name)), but describes \(members[index].name) in its place"
            )
        }
        (self.members, self.strays, self.warnings) = (members, strays, warnings)
    }

    /// The member of that name.
    package subscript(name: String) -> ModelMember? { self.members.first { $0.name == name } }

    /// The member that holds the words; `nil` for a model that takes none.
    package var text: ModelMember? {
        let texts = self.members.filter { $0.file == nil && $0.rule.kinds.contains(.text) && $0.rule.allowed == nil }
        return ["prompt", "text"].lazy.compactMap { name in texts.first { $0.name == name } }.first
            ?? texts.first { $0.isRequired }
    }

    /// For the daemon, whatever a model calls its own.
    static let reserved: Set<String> = [PromptMember.schema.rawValue, PromptMember.daemon.rawValue]

    /// The file that a name is another name of.
    private static func index(of name: String, in members: [ModelMember]) -> Int? {
        let files = members.indices.filter { members[$0].file != nil }
        let names = files.map { members[$0].name }
        guard let meant = MemberAliases.meaning(of: name, among: names) else { return nil }
        return files.first { members[$0].name == meant }
    }
}
