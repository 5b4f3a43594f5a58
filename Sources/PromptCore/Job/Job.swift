package import FoundationEssentials

/// One prompt's way from the inbox to the outbox: a pure value that decides, and never acts.
///
/// An event (past tense) changes the state; the runner commits the new state to the journal and then does what
/// ``order`` says. Because the order follows from the state alone, a job found in the journal at start is driven on by
/// the same code as one that has just got there.
package struct Job: Equatable, Sendable, Codable, Identifiable {
    package let id: JobID
    package let source: PromptPath
    package internal(set) var state: JobState
    package internal(set) var times: JobTimes
    /// What was, or is to be, asked of the API; `nil` until the prompt has been decoded.
    package internal(set) var request: JobRequest?
    /// Somebody asked for it to be cancelled, and it is not yet known whether that is still possible.
    package internal(set) var isCancelWanted = false
    /// The API has been told to cancel, and did not say that it has: what it says later decides.
    package internal(set) var isCancelSent = false
    /// Somebody asked for it to be cancelled when it had begun, so that it is charged and delivered all the same; `nil` in
    /// rows of a promptd that did not write it down.
    package internal(set) var wasCancelLate: Bool?
    /// Everything an end asks for has been done: files renamed or removed, the explanation written.
    package internal(set) var isSettled = false

    /// A job about to claim the prompt at `source`.
    package init(id: JobID, source: PromptPath, dropped: Date) {
        self.id = id
        self.source = source
        self.state = .claiming
        self.times = JobTimes(dropped: dropped)
    }

    /// What to do next.
    package var order: JobOrder {
        switch self.state {
        case .claiming: .claim
        case .claimed: .submit
        // Only one process sends, and it waits for the answer: found in the journal, this state is past helping.
        case .submitting: .awaitAnswer
        case .queued(let paid): self.isCancelWanted ? .cancel(paid.requestID) : .poll(paid.requestID)
        case .running(let paid): .poll(paid.requestID)
        case .collecting(let output): .collect(output)
        case .publishing(let output): .publish(output)
        case .published(let delivery): self.isSettled ? .nothing : .tidyDelivered(delivery)
        case .failed(let failure), .unconfirmed(let failure): self.isSettled ? .nothing : .tidyFailed(failure)
        case .cancelled: self.isSettled ? .nothing : .tidyCancelled
        }
    }
}

/// What a state asks for.
///
/// The runner does it, and reports what came of it as an event.
package enum JobOrder: Equatable, Sendable {
    /// Rename the prompt's file to its claimed name, durably.
    case claim
    /// Decode the prompt, make sure it can be delivered, and send it.
    case submit
    /// The answer to the POST decides; there is nothing to do but wait for it.
    case awaitAnswer
    /// Ask the API to cancel.
    case cancel(RequestID)
    /// Ask the API how far it is, and for the result when it is complete.
    case poll(RequestID)
    /// Fetch what is still wanted into staging.
    case collect(JobState.Output)
    /// Make the folder visible.
    case publish(JobState.Output)
    /// Remove the claimed file.
    case tidyDelivered(JobState.Delivery)
    /// Remove staging, write the explanation, rename the claimed file.
    case tidyFailed(Failure)
    /// Remove staging, rename the claimed file.
    case tidyCancelled
    /// It is over.
    case nothing
}

/// What a job asks of the API: fixed when it is sent, whatever the configuration says later.
package struct JobRequest: Equatable, Sendable, Codable {
    package var model: ModelID
    /// The prompt names its model itself; otherwise it is the configuration's, and so is the blame for a wrong one.
    package var isModelFromPrompt: Bool
    /// The model's input as it is sent: compact JSON.
    package var input: String
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

    package init(_ prompt: Prompt, defaultModel: ModelID, price: ModelPrice?) {
        self.model = prompt.model
        self.isModelFromPrompt = prompt.model != defaultModel
        self.input = String(decoding: prompt.requestBody(), as: UTF8.self)
        self.imageCount = prompt.imageCount
        self.width = prompt.imageSize?.width
        self.height = prompt.imageSize?.height
        self.seed = prompt.seed
        self.labels = prompt.labels.map { String(decoding: $0.serialized(), as: UTF8.self) }
        self.estimate = price?.estimate(images: prompt.imageCount)
        self.warnings = prompt.warnings
    }

    /// Pixels asked for; `nil` for a model whose schema is not known.
    package var pixelSize: (width: Int, height: Int)? {
        guard let width = self.width, let height = self.height else { return nil }
        return (width, height)
    }
}

extension Job {
    /// The claim's rename is on disk.
    package mutating func claimed(at now: Date) {
        guard case .claiming = self.state else { return }
        self.state = .claimed
        self.times.claimed = now
    }

    /// The prompt turned out to be unusable before anything was sent.
    package mutating func rejected(_ failure: Failure) {
        guard case .claimed = self.state else { return }
        self.state = .failed(failure)
    }

    /// What an end asks for has been done.
    package mutating func settled() {
        guard self.state.name.isEnd else { return }
        self.isSettled = true
    }
}
