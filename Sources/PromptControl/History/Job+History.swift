package import FoundationEssentials
package import PromptCore

extension Job {
    /// When a job counts for its day: when it was sent if it was charged or may have been, else when it was claimed.
    ///
    /// What the caps count as spent in a day is therefore the sum of what is listed for it.
    package var historyTime: Date { self.charge?.submitted ?? self.id.time }

    /// The labels as the prompt had them; `nil` if there were none that could be read.
    var labelsJSON: JSONValue? {
        // A prompt that was refused has never become a request, and has its labels all the same.
        (self.request?.labels ?? self.origin?.labels).map(JobRequest.json)
    }
}

extension JobRequest {
    /// The model's input as it was sent.
    var inputJSON: JSONValue { Self.json(self.input) }

    /// What was to be drawn; `nil` for a model that has no such member.
    var text: String? {
        let input = self.inputJSON
        return input["text"]?.stringValue ?? input["prompt"]?.stringValue
    }

    /// JSON that promptd itself has written.
    fileprivate static func json(_ text: String) -> JSONValue {
        do {
            return try JSONValue.parse(Array(text.utf8))
        } catch {
            return .string(text)
        }
    }
}

extension JobState {
    /// What the request has brought, as far as that has come.
    var output: Output? {
        switch self {
        case .collecting(let output), .publishing(let output): output
        case .published(let delivery): delivery.output
        case .claiming, .claimed, .submitting, .queued, .running, .failed, .unconfirmed, .cancelled, .divided,
            .completed:
            nil
        }
    }

    /// Why it has ended without a result.
    var failure: Failure? {
        switch self {
        case .failed(let failure), .unconfirmed(let failure): failure
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .published, .cancelled,
            .divided, .completed:
            nil
        }
    }
}
