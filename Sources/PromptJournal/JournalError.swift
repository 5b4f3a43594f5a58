import GRDB

/// The journal could not be opened, read or written.
package struct JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// No space for it: it goes on when there is.
        case full
        /// Another program has the file open: it goes on when that lets go.
        case busy
        /// It is not what promptd wrote.
        case damaged
        /// Another job has this request id already.
        case duplicateRequest = "duplicate_request"
        /// An unsettled job of this name exists.
        case duplicateSource = "duplicate_source"
        /// The disk or the system refused; what is on disk is not known until it has been opened again.
        case inputOutput = "input_output"
        /// It would not flush every commit to the disk.
        case notDurable = "not_durable"
        case other

        /// Nothing was written, and the same may be written later: to be tried again, not to end with.
        package var isPassing: Bool { self == .full || self == .busy }
    }

    package var kind: Kind
    package var message: String

    package var description: String { "the journal: \(self.message). \(self.advice)" }

    private var advice: String {
        switch self.kind {
        case .full: "Free some space in the state folder; promptd goes on by itself."
        case .busy: "Another program has the journal open; when that is closed, promptd goes on."
        case .damaged:
            """
            It says what has been paid for, so it is never replaced silently. Move it aside to begin anew: prompts that \
            are being worked on then end as failed (unknown_history) and are not sent again.
            """
        case .inputOutput: "Check the disk of the state folder; promptd reads everything again when it is restarted."
        case .duplicateRequest, .duplicateSource, .notDurable, .other: ""
        }
    }

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ error: any Error) {
        if let failure = error as? JournalError {
            self = failure
            return
        }
        if case RecordError.recordNotFound(_, let key) = error {
            self.init(.damaged, "job \(key.values.first ?? .null) has no row")
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.other, "\(error)")
            return
        }
        let text = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.full, text)
        case .SQLITE_BUSY: self.init(.busy, text)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.damaged, text)
        case .SQLITE_CONSTRAINT where text.contains("job.request_id"): self.init(.duplicateRequest, text)
        case .SQLITE_CONSTRAINT where text.contains("job.source"): self.init(.duplicateSource, text)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self.init(.inputOutput, text)
        default: self.init(.other, text)
        }
    }
}
