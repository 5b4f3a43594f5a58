/// What a drop brings with it beside the model's input: known from its claim on, and told again with whatever becomes of it.
package struct JobOrigin: Equatable, Sendable, Codable {
    /// The key by which a program knows its prompt; `nil` if the prompt names none that can be one.
    package var promptID: PromptID?
    /// The prompt's labels: compact JSON, an object; `nil` if it has none that can be passed on.
    package var labels: String?
    /// The name of the user whose file it was, or the number of one without a name; `nil` where the system does not tell.
    package var droppedBy: String?
    /// What its folder said when it was claimed, as ``FolderDefaults/serialized()`` has it; `nil` if that was nothing.
    package var defaults: String?
    /// How many prompts are in it; `nil` for a prompt like most.
    package var batch: BatchFormat?
    /// The job whose result it goes on with; `nil` for what somebody has dropped.
    package var step: EarlierStep?
    /// Its own result goes on to a next step; `nil` if it does not.
    package var hasNext: Bool?

    package init(
        promptID: PromptID? = nil,
        labels: String? = nil,
        droppedBy: String? = nil,
        defaults: String? = nil,
        batch: BatchFormat? = nil
    ) {
        self.promptID = promptID
        self.labels = labels
        self.droppedBy = droppedBy
        self.defaults = defaults
        self.batch = batch
    }

    /// Reads what it can of a prompt, which need not be a valid one: whatever is wrong with it, its end is to be recognised.
    ///
    /// The labels of its folder are its own. `name` is the one it was dropped under, if that is known: it tells which files
    /// hold many prompts.
    package init(
        reading bytes: [UInt8],
        name: FileName? = nil,
        droppedBy: String? = nil,
        defaults: FolderDefaults? = nil
    ) {
        let format = name.flatMap { BatchFormat.split($0)?.format }
        self.init(
            droppedBy: droppedBy,
            defaults: defaults.map { String(decoding: $0.serialized(), as: UTF8.self) },
            batch: format
        )
        guard format == nil else { return }
        let prompt: JSONValue?
        do { prompt = try JSONValue.parse(bytes) } catch { prompt = nil }
        if case .object(let members)? = prompt, PromptExpansion.isAsked(of: members) { self.batch = .expansion }
        let options = prompt?[PromptMember.daemon.rawValue]
        let id = options?[PromptOptionMember.id.rawValue]?.stringValue
        self.promptID = id.flatMap { PromptID(rawValue: $0) }
        self.step = EarlierStep(options?[PromptOptionMember.step.rawValue])
        if case .array(let steps)? = options?[PromptOptionMember.then.rawValue], !steps.isEmpty { self.hasNext = true }
        let own = options?[PromptOptionMember.labels.rawValue]
        var labels = defaults?.labels ?? []
        if case .object(let members)? = own {
            labels = members.filled(from: labels)
        } else if labels.isEmpty {
            return
        }
        let compact = JSONValue.object(labels).serialized()
        if compact.count <= Prompt.Limits.labelBytes { self.labels = String(decoding: compact, as: UTF8.self) }
    }

    /// What its name ends in when it is dropped.
    package var dropSuffix: String { self.batch?.dropSuffix ?? PromptFileState.prompt.suffix }

    /// What its folder said when it was claimed.
    ///
    /// - Throws: what is wrong with it, which another version of promptd may find.
    package func folderDefaults() throws(Rejection) -> FolderDefaults? {
        guard let defaults else { return nil }
        return try FolderDefaults(decoding: Array(defaults.utf8))
    }

    /// For documents: the id, and the labels as an object.
    var members: [JSONValue.Member] {
        [.init("id", .text(self.promptID?.rawValue)), .init("labels", self.labels.map { .stored($0) } ?? .object([]))]
    }
}
