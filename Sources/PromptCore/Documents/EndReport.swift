package import FoundationEssentials

/// What a program is told of a job's end: in variables, or as one JSON object (README, “Hooks”).
package struct EndReport: Sendable {
    private enum Value: Sendable {
        case text(String)
        case bytes([UInt8])
        case number(String)
        /// There is none for such an end.
        case none

        var bytes: [UInt8] {
            switch self {
            case .text(let text), .number(let text): Array(text.utf8)
            case .bytes(let bytes): bytes
            case .none: []
            }
        }

        var json: JSONValue {
            switch self {
            case .text(let text): .string(text)
            case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
            case .number(let literal): .number(literal)
            case .none: .null
            }
        }
    }

    /// The raw values are the members' names, and with capitals those of the variables.
    private enum Field: String, CaseIterable, Sendable {
        case end = "end"
        case prompt = "prompt"
        case id = "id"
        case job = "job"
        case request = "request"
        case folder = "folder"
        case images = "images"
        case cost = "cost"
        case errorCode = "error_code"
        case error = "error"
        case hint = "hint"
    }

    package let job: Job
    package let ended: Date
    /// Pictures and other files that lie in the outbox.
    package let images: Int
    /// What it has cost or may have cost, if a price is known.
    package let cost: USD?
    private let outbox: String
    private let fields: [(name: Field, value: Value)]

    /// `job` has ended at `ended`; `outbox` is the absolute path of the outbox.
    package init(_ job: Job, outbox: String, at ended: Date) {
        self.job = job
        self.ended = ended
        self.outbox = outbox
        let cost = job.charge?.cost
        self.cost = cost
        var (images, folder, failure): (Int, String?, Failure?) = (0, nil, nil)
        switch job.state {
        case .published(let delivery):
            images = delivery.output.arrivedCount
            folder = "\(outbox)/\(delivery.folder)"
        case .failed(let found), .unconfirmed(let found): failure = found
        case .completed(let completion):
            folder = "\(outbox)/\(completion.folder)"
            failure = job.incompleteness()
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .cancelled, .divided: break
        }
        self.images = images
        func text(_ text: String?) -> Value { text.map { .text($0) } ?? .none }
        func line(_ text: String?) -> Value { text.map { .text(SingleLine.text($0, limit: 1000)) } ?? .none }
        self.fields = [
            (.end, .text(job.state.name.rawValue)), (.prompt, .bytes(job.source.bytes)),
            (.id, text(job.origin?.promptID?.rawValue)), (.job, .text(job.id.rawValue)),
            (.request, text(job.state.requestID?.rawValue)),
            (.folder, text(folder)), (.images, .number("\(images)")),
            (.cost, cost.map { .number($0.description) } ?? .none),
            (.errorCode, text(failure?.code.rawValue)), (.error, line(failure?.message)),
            (.hint, line(failure?.hint)),
        ]
    }

    /// Each with its whole name; what such an end does not have is empty.
    ///
    /// The prompt's name is as the file system has it: bytes that need not be text, and may be line feeds or quotes.
    package var variables: [(name: String, value: [UInt8])] {
        self.fields.map { (Self.variable($0.name.rawValue), $0.value.bytes) }
    }

    /// The same in one object; what such an end does not have is `null`.
    package var json: JSONValue {
        .object(self.fields.map { .init($0.name.rawValue, $0.value.json) } + [.init("ended", .time(self.ended))])
    }

    /// The same for people, in lines: names and messages cannot begin another one.
    package var text: String {
        let name = SingleLine.text(self.job.source.description, limit: 200)
        let price = self.cost.map { ", \($0) USD" } ?? ""
        switch self.job.state {
        case .published(let delivery):
            let images = "\(self.images) \(self.images == 1 ? "image" : "images")"
            let folder = SingleLine.text("\(self.outbox)/\(delivery.folder)", limit: 1000)
            return "\(name): published, \(images)\(price)\n\(folder)"
        case .failed(let failure), .unconfirmed(let failure):
            let end = self.job.state.name.rawValue
            let charge = failure.mayHaveBeenCharged ? ", may have been charged\(price)" : ""
            let lines = [failure.message, failure.hint].map { SingleLine.text($0, limit: 500) }
            return "\(name): \(end) (\(failure.code.rawValue))\(charge)\n\(lines.joined(separator: "\n"))"
        case .completed(let completion):
            let folder = SingleLine.text("\(self.outbox)/\(completion.folder)", limit: 1000)
            return "\(name): \(completion.ends.text)\n\(folder)"
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .cancelled, .divided:
            return "\(name): \(self.job.state.name.rawValue)"
        }
    }

    /// What it is all about, as a document: the sidecar of what was published, the explanation of what failed, else ``json``.
    ///
    /// Made anew of the job, so that it does not matter what has become of the files since.
    package func document(_ daemon: DaemonIdentity) -> [UInt8] {
        switch self.job.state {
        case .published(let delivery):
            let published = self.job.times.published ?? self.ended
            return Sidecar(self.job, delivery.output, at: published, daemon: daemon).bytes()
        case .failed(let failure), .unconfirmed(let failure):
            let name = self.job.source.fileName(.failed)
            return Explanation.bytes(
                failure,
                name: self.job.source,
                origin: self.job.origin,
                job: self.job.id,
                file: name,
                at: self.ended,
                daemon: daemon
            )
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .cancelled, .divided,
            .completed:
            return self.json.pretty()
        }
    }

    /// The name of a variable.
    static func variable(_ name: String) -> String { "PROMPTD_\(name.uppercased())" }

    static let fieldNames = Field.allCases.map(\.rawValue)
}
