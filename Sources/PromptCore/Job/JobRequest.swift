/// What a job asks of the API: fixed when it is sent, whatever the configuration says later.
package struct JobRequest: Equatable, Sendable, Codable {
    package var model: ModelID
    /// The prompt names its model itself; otherwise it is the configuration's, and so is the blame for a wrong one.
    package var isModelFromPrompt: Bool
    /// The model's input as it is sent: compact JSON, in which the paths of copies stand for the bytes of ``files``.
    package var input: String
    /// Which bytes are sent in it; `nil` for none.
    package var files: [SentFile]?
    /// The members that are files by the model's schema and have values that stand in ``input`` as the prompt has them;
    /// `nil` for none, and in rows of a promptd that did not write it down.
    package var givenMembers: [String]?
    package var imageCount: Int
    /// Pixels asked for; `nil` for a model whose schema is not known.
    package var width: Int?
    package var height: Int?
    package var seed: Int64?
    /// The prompt's labels for the sidecar: compact JSON.
    package var labels: String?
    /// What the catalog's price comes to; `nil` if there was none.
    package var estimate: USD?
    package var warnings: [String]
    /// The length of each output, where that is what is paid; `nil` elsewhere.
    package var billedSeconds: Double?

    /// `inputs` are the files taken for the prompt.
    package init(_ prompt: Prompt, inputs: [InputFile] = [], defaultModel: ModelID, price: ModelPrice?) {
        self.model = prompt.model
        self.isModelFromPrompt = prompt.model != defaultModel
        let input = (prompt.input(with: inputs) ?? prompt.input).serialized()
        self.input = String(decoding: input, as: UTF8.self)
        self.files = prompt.hasLocalFiles ? inputs.map { SentFile($0) } : nil
        let given = prompt.files.filter(\.isGiven).map(\.member)
        self.givenMembers = given.isEmpty ? nil : given
        self.imageCount = prompt.imageCount
        self.width = prompt.imageSize?.width
        self.height = prompt.imageSize?.height
        self.seed = prompt.seed
        self.labels = prompt.labels.map { String(decoding: $0.serialized(), as: UTF8.self) }
        self.estimate = price.flatMap { prompt.estimate($0) }
        self.warnings = prompt.warnings
        self.billedSeconds = price?.isPerSecond == true ? prompt.seconds : nil
    }

    /// What was asked for by a prompt that cannot be read any more as it was then: enough to collect what was paid for.
    ///
    /// Returns `nil` if the bytes are no JSON object.
    package init?(collecting bytes: [UInt8], model: ModelID) {
        let members: [JSONValue.Member]
        do {
            guard case .object(let written) = try JSONValue.parse(bytes) else { return nil }
            members = written.filter { !ModelSchema.reserved.contains($0.name) }
        } catch {
            return nil
        }
        self.model = model
        self.isModelFromPrompt = true
        self.input = String(decoding: JSONValue.object(members).serialized(), as: UTF8.self)
        self.imageCount = 1
        self.warnings = ["the prompt could not be read as it was when it was sent"]
    }

    /// Pixels asked for; `nil` for a model whose schema is not known.
    package var pixelSize: (width: Int, height: Int)? {
        guard let width = self.width, let height = self.height else { return nil }
        return (width, height)
    }
}
