import GRDB
import Testing

@testable import PromptJournal

struct JournalErrorTests {
    @Test(
        arguments: [
            (.SQLITE_FULL, "full", .full), (.SQLITE_CORRUPT, "malformed", .damaged), (.SQLITE_NOTADB, "n", .damaged),
            (.SQLITE_CONSTRAINT, "UNIQUE constraint failed: job.request_id", .duplicateRequest),
            (.SQLITE_CONSTRAINT, "UNIQUE constraint failed: job.source", .duplicateSource),
            (.SQLITE_CONSTRAINT, "UNIQUE constraint failed: job.id", .other), (.SQLITE_IOERR, "disk", .inputOutput),
            (.SQLITE_CANTOPEN, "open", .inputOutput), (.SQLITE_READONLY, "ro", .inputOutput),
            (.SQLITE_BUSY, "locked", .busy), (.SQLITE_LOCKED, "l", .other),
        ] as [(ResultCode, String, JournalError.Kind)]
    )
    func tellsWhatIsWrong(code: ResultCode, message: String, kind: JournalError.Kind) {
        let failure = JournalError(DatabaseError(resultCode: code, message: message))
        #expect(failure == JournalError(kind, message))
        #expect(failure.description.hasPrefix("the journal: \(message)."))
    }

    /// A failure made inside a transaction comes out of GRDB as it went in.
    @Test func keepsAFailureOfItsOwn() {
        let failure = JournalError(.notDurable, "why")
        let error: any Error = failure
        #expect(JournalError(error) == failure)
    }

    /// Catches a caller that ends the daemon for what passes by itself.
    @Test func onlyWhatPassesByItselfIsSaidTo() {
        let kinds: [JournalError.Kind] = [
            .full, .busy, .damaged, .duplicateRequest, .duplicateSource, .inputOutput, .notDurable, .other,
        ]
        #expect(kinds.filter(\.isPassing) == [.full, .busy])
    }
}
