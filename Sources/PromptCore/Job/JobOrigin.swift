/// What a drop brings with it beside the model's input: known from its claim on, and told again with whatever becomes of it.
package struct JobOrigin: Equatable, Sendable, Codable {
    /// The key by which a program knows its prompt; `nil` if the prompt names none that can be one.
    package var promptID: PromptID?
    /// The prompt's labels: compact JSON, an object; `nil` if it has none that can be passed on.
    package var labels: String?
    /// The name of the user whose file it was, or the number of one without a name; `nil` where the system does not tell.
    package var droppedBy: String?

    package init(promptID: PromptID? = nil, labels: String? = nil, droppedBy: String? = nil) {
        self.promptID = promptID
        self.labels = labels
        self.droppedBy = droppedBy
    }

    /// Reads what it can of a prompt, which need not be a valid one: whatever is wrong with it, its end is to be recognised.
    package init(reading bytes: [UInt8], droppedBy: String? = nil) {
        self.init(droppedBy: droppedBy)
        let document: JSONValue
        do { document = try JSONValue.parse(bytes) } catch { return }
        guard let options = document[PromptMember.daemon.rawValue] else { return }
        self.promptID = options[PromptOptionMember.id.rawValue]?.stringValue.flatMap { PromptID(rawValue: $0) }
        guard let labels = options[PromptOptionMember.labels.rawValue], case .object = labels else { return }
        let compact = labels.serialized()
        if compact.count <= Prompt.Limits.labelBytes { self.labels = String(decoding: compact, as: UTF8.self) }
    }

    /// For documents: the id, and the labels as an object.
    var members: [JSONValue.Member] {
        [.init("id", .text(self.promptID?.rawValue)), .init("labels", self.labels.map { .stored($0) } ?? .object([]))]
    }
}
