package import FoundationEssentials

/// A valid prompt: what is sent to the API, and what the daemon needs to know about it.
package struct Prompt: Equatable, Sendable {
    /// How much work the API puts into rewriting the text.
    package enum Optimization: String, CaseIterable, Sendable {
        case fast
        case standard
    }

    /// The limits of the prompt file; `examples/prompt.schema.json` states the same.
    package enum Limits {
        /// Unicode code points of the text as it is sent.
        package static let textLength = 1...600
        package static let imageCount: ClosedRange<Int64> = 1...15
        package static let priority: ClosedRange<Int64> = -100...100
        /// Bytes of the labels as compact JSON.
        package static let labelBytes = 16 * 1024
    }

    /// What holds where the file says nothing; all of it is sent explicitly.
    package enum Defaults {
        package static let imageCount = 3
        package static let imageSize = ImageSize.landscape16x9
        package static let optimization = Optimization.fast
        package static let priority = 0
    }

    package let model: ModelID
    /// The text as it is sent, with the sentence that names the count if one was put in front.
    ///
    /// For a model whose schema is not known: its `text` or `prompt` member, or empty.
    package let text: String
    /// `nil` for a model whose schema is not known.
    package let imageSize: ImageSize?
    /// Sent only if given.
    package let seed: Int64?
    /// How many images are asked for, and billed; for a model whose schema is not known, 1 unless it says otherwise.
    package let imageCount: Int
    /// Whether that many are billed for sure: `false` for a model whose schema is not known.
    package let isCountKnown: Bool
    /// `nil` for a model whose schema is not known.
    package let optimization: Optimization?
    /// Free JSON for the sidecar; always an object.
    package let labels: JSONValue?
    /// −100…100; higher goes first.
    package let priority: Int
    /// Not submitted before this time.
    package let notBefore: Date?
    /// What the user should know although the prompt is accepted; one line each.
    package let warnings: [String]
    /// The model's input as it is sent, but for the members in `files`, which are filled in when their files are taken.
    package let input: JSONValue
    /// The members that are files, as far as the prompt gives a local one for them.
    package let files: [FileInput]
    /// How long the film or sound is that it asks for; `nil` if there is none, or nobody can tell.
    package var seconds: Double? = nil
    /// What its result goes on to, step by step, as far as that is known before there is a result.
    package var steps: [Prompt] = []

    /// What it comes to at least; `nil` if nobody can tell.
    package func estimate(_ price: ModelPrice) -> USD? {
        price.estimate(outputs: self.imageCount, seconds: self.seconds)
    }

    /// The body of the request: compact JSON, always the same bytes for the same prompt.
    package func requestBody() -> [UInt8] {
        self.input.serialized()
    }
}
