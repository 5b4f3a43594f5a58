import Testing

/// A disk that does not take what has to be written, and when.
struct DiskTrouble: Sendable, CustomTestStringConvertible {
    enum Folder: String, Sendable {
        case inbox, outbox, state
    }

    enum Kind: String, Sendable {
        case full, outOfFiles, readOnly
    }

    enum Moment: String, Sendable {
        /// Before there is a job.
        case idle
        /// The result is about to be fetched.
        case paid
        /// The generation has failed, and that is about to be explained.
        case failing
    }

    var folder: Folder
    var kind: Kind
    var moment: Moment
    /// What it is about to do.
    var expectation: String

    init(_ folder: Folder, _ kind: Kind, _ moment: Moment, to expectation: String) {
        self.folder = folder
        self.kind = kind
        self.moment = moment
        self.expectation = expectation
    }

    var testDescription: String { "\(self.folder) \(self.kind), \(self.moment): to \(self.expectation)" }

    static let all = [
        DiskTrouble(.outbox, .outOfFiles, .idle, to: "hold, send nothing, go on by itself"),
        DiskTrouble(.outbox, .readOnly, .idle, to: "hold, send nothing, go on by itself"),
        DiskTrouble(.state, .full, .idle, to: "hold, claim nothing, send nothing, go on by itself"),
        DiskTrouble(.inbox, .readOnly, .idle, to: "hold, claim nothing, send nothing, go on by itself"),
        DiskTrouble(.outbox, .full, .paid, to: "hold, keep the paid result, send nothing else, deliver by itself"),
        DiskTrouble(
            .outbox,
            .outOfFiles,
            .paid,
            to: "hold, keep the paid result, send nothing else, deliver by itself"
        ),
        DiskTrouble(.outbox, .readOnly, .paid, to: "hold, keep the paid result, send nothing else, deliver by itself"),
        DiskTrouble(.state, .full, .paid, to: "hold, keep the paid result, send nothing else, deliver by itself"),
        DiskTrouble(.inbox, .readOnly, .paid, to: "deliver, hold, remove the claimed file when it can"),
        DiskTrouble(.inbox, .full, .failing, to: "hold, explain when it can"),
        DiskTrouble(.inbox, .outOfFiles, .failing, to: "hold, explain when it can"),
        DiskTrouble(.inbox, .readOnly, .failing, to: "hold, explain when it can"),
    ]
}
