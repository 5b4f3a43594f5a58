/// Where a job stands.
///
/// Each state's data is its own, so that a state cannot hold another one's.
///
///     claiming → claimed → submitting → queued → running → collecting → publishing → published
///
/// with the ends `failed`, `unconfirmed` and `cancelled` beside `published`; and for a file with many prompts
///
///     claiming → claimed → divided → completed
package enum JobState: Equatable, Sendable, Codable {
    /// The row exists; the file may or may not be renamed yet. → claimed, (forgotten)
    case claiming
    /// The prompt is promptd's; nothing was sent. → submitting, failed, cancelled, claiming
    case claimed
    /// The one POST may be on its way. → queued, claimed (provably nothing charged), failed, unconfirmed
    case submitting
    /// Paid and waiting at the API. → running, collecting, failed, cancelled
    case queued(Paid)
    /// Paid and being generated. → collecting, failed, cancelled
    case running(Paid)
    /// Paid and finished; its files are being fetched. → publishing, published, failed
    case collecting(Output)
    /// What is to be shown lies in staging; the folder may or may not be visible yet. → published, collecting
    case publishing(Output)
    /// The folder is visible. An end.
    case published(Delivery)
    /// A person has to look at it. An end.
    case failed(Failure)
    /// Whether it was charged is not known, and it is never sent again by itself. An end.
    case unconfirmed(Failure)
    /// Ended before it was charged; the request, if it had been sent, is the one the API cancelled. An end.
    case cancelled(Paid?)
    /// It holds many prompts, which are jobs of their own from here on; nothing is ever sent for it. → completed
    case divided(Division)
    /// All that it held has ended. An end.
    case completed(Completion)

    /// The state's name, as the journal and the status show it.
    package var name: Name {
        switch self {
        case .claiming: .claiming
        case .claimed: .claimed
        case .submitting: .submitting
        case .queued: .queued
        case .running: .running
        case .collecting: .collecting
        case .publishing: .publishing
        case .published: .published
        case .failed: .failed
        case .unconfirmed: .unconfirmed
        case .cancelled: .cancelled
        case .divided: .divided
        case .completed: .completed
        }
    }

    package enum Name: String, CaseIterable, Sendable {
        case claiming = "claiming"
        case claimed = "claimed"
        case submitting = "submitting"
        case queued = "queued"
        case running = "running"
        case collecting = "collecting"
        case publishing = "publishing"
        case published = "published"
        case failed = "failed"
        case unconfirmed = "unconfirmed"
        case cancelled = "cancelled"
        case divided = "divided"
        case completed = "completed"

        package var isEnd: Bool {
            switch self {
            case .published, .failed, .unconfirmed, .cancelled, .completed: true
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided: false
            }
        }
    }

    /// The API's name for the job, from the moment it has one.
    package var requestID: RequestID? {
        switch self {
        case .claiming, .claimed, .submitting, .divided, .completed: nil
        case .queued(let paid), .running(let paid): paid.requestID
        case .cancelled(let paid): paid?.requestID
        case .collecting(let output), .publishing(let output): output.paid.requestID
        case .published(let delivery): delivery.output.paid.requestID
        case .failed(let failure), .unconfirmed(let failure): failure.requestID
        }
    }
}

extension JobState {
    /// What is known from the moment the API has accepted, and therefore charged, a job.
    package struct Paid: Equatable, Sendable, Codable {
        package var requestID: RequestID

        package init(requestID: RequestID) {
            self.requestID = requestID
        }
    }

    /// A finished generation and what has been fetched of it.
    package struct Output: Equatable, Sendable, Codable {
        package var paid: Paid
        /// One entry an output, in the API's order.
        package var files: [OutputFile]
        /// What it cost, if the API said.
        package var cost: USD?
        package var warnings: [String]
        /// Seconds for which its files have been tried for by earlier processes; `nil` for none.
        ///
        /// By clocks that only move on: neither the API's nor the one on the wall decides when a paid file is given up.
        package var triedSeconds: Double?

        package init(
            paid: Paid,
            files: [OutputFile],
            cost: USD? = nil,
            warnings: [String] = [],
            triedSeconds: Double? = nil
        ) {
            self.paid = paid
            self.files = files
            self.cost = cost
            self.warnings = warnings
            self.triedSeconds = triedSeconds
        }
    }

    /// One output: where it is fetched from and how far that has come.
    package struct OutputFile: Equatable, Sendable, Codable {
        package enum Progress: Equatable, Sendable, Codable {
            case wanted
            case collected(CollectedFile)
            /// It has been shown, in that folder below the outbox, while others were still wanted.
            case delivered(CollectedFile, folder: String)
            /// It cannot be had any more; the text says why.
            case lost(String)
        }

        package var link: OutputLink
        package var progress: Progress

        package init(link: OutputLink, progress: Progress = .wanted) {
            self.link = link
            self.progress = progress
        }
    }

    /// The folder that shows a finished job.
    package struct Delivery: Equatable, Sendable, Codable {
        package var output: Output
        /// The folder's path below the outbox, with slashes.
        package var folder: String
    }
}
