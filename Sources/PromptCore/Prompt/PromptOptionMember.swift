/// The members of the `promptd` object.
package enum PromptOptionMember: String, CaseIterable, Sendable {
    case model
    case id
    case labels
    case priority
    case notBefore = "not_before"
    /// One of the templates that the folder's ``FolderDefaults`` have.
    case template
    /// The file that goes into the model's only member for one, whatever that is called.
    case file
    /// What is made of the result, step by step.
    case then
    /// Which result it goes on with: promptd's own word in the prompts that it drops itself.
    case step

    static let aliases: [String: String] = [
        "modelid": "promptd.model", "idempotencykey": "promptd.id", "key": "promptd.id", "promptid": "promptd.id",
        "label": "promptd.labels", "tags": "promptd.labels",
        "metadata": "promptd.labels", "prio": "promptd.priority", "after": "promptd.not_before",
        "schedule": "promptd.not_before", "starttime": "promptd.not_before", "notbeforetime": "promptd.not_before",
    ]

    /// The member that was probably meant by a name; `nil` if there is none.
    static func meaning(of name: String) -> String? {
        let known = Self.allCases.map(\.rawValue)
        if known.contains(name) { return name }
        if let alias = Self.aliases[Spelling.folded(name)] { return alias.split(separator: ".").last.map(String.init) }
        return Spelling.nearest(to: name, among: known)
    }
}
