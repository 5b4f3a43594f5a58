/// A workflow of ComfyUI, exported for its API: nodes by number, one of which holds the words.
struct ComfyWorkflow {
    /// What of it a prompt can have; empty if no words were found.
    let members: [JSONValue.Member]

    /// Returns `nil` for anything else.
    init?(_ written: [JSONValue.Member]) {
        let inner = written.first { $0.name == "prompt" }?.value
        guard let nodes = [.object(written), inner].compactMap(\.self).compactMap(Self.nodes).first else { return nil }
        func inputs(_ type: String) -> JSONValue? {
            nodes.first { $0.value["class_type"]?.stringValue?.contains(type) == true }?.value["inputs"]
        }
        /// A value, or what the node that it comes from has under the same meaning.
        func text(_ value: JSONValue?) -> JSONValue? {
            guard case .array(let link) = value, let id = link.first?.stringValue else { return value }
            let source = nodes.first { $0.name == id }?.value["inputs"]
            return source?["text"].flatMap { $0.stringValue == nil ? nil : $0 }
        }
        let sampler = inputs("KSampler")
        let words = text(sampler?["positive"]) ?? inputs("CLIPTextEncode")?["text"]
        var members: [JSONValue.Member] = []
        func add(_ member: PromptMember, _ value: JSONValue?) {
            if let value { members.append(.init(member.rawValue, value)) }
        }
        add(.text, words)
        let latent = inputs("Latent")
        add(.imageSize, ImageSize(width: latent?["width"], height: latent?["height"]).map { .string($0.ratio) })
        add(.imageCount, latent?["batch_size"])
        add(.seed, sampler?["seed"])
        self.members = members
    }

    /// What is wrong with it: one thing, and not each of its nodes.
    static let problem = Rejection.Problem(
        .unknownMember,
        "$",
        message: "this is a workflow of ComfyUI, and no prompt",
        hint: Rejection.form(Rejection.example)
    )

    /// The nodes of `value`; `nil` if it has others.
    private static func nodes(_ value: JSONValue) -> [JSONValue.Member]? {
        guard case .object(let members) = value, !members.isEmpty else { return nil }
        let nodes = members.filter { $0.value["class_type"]?.stringValue != nil }
        return nodes.isEmpty ? nil : nodes
    }
}
