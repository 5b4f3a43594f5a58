/// A journal could not be read or copied, which harms neither it nor the daemon.
package struct JournalReadError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// There is none.
        case missing
        /// Another program works with it, so that it cannot be read beside that.
        case inUse
        /// A newer promptd has written it.
        case newer
        /// It is not what promptd wrote.
        case damaged
        /// It may not be read by this user.
        case notAllowed
        /// A copy of it cannot be made.
        case noCopy
        /// What is asked cannot be answered.
        case question
        case other
    }

    package var kind: Kind
    package var message: String

    package var description: String { [self.message, self.advice].joined(separator: ". ") }

    private var advice: String {
        switch self.kind {
        case .missing: "Name the state folder of a promptd that has worked."
        case .inUse: "If that is promptd, it has to be asked itself, or stopped first."
        case .newer: "Use that promptd for it; this one leaves it as it is."
        case .damaged: "Restore a backup, or move it aside to begin anew; until then nothing it says can be relied on."
        case .notAllowed: "Run it as root, or as the user that promptd runs as."
        case .noCopy: "Make room there, or name another place; the journal is as it was."
        case .question: "Nothing is wrong with the journal."
        case .other: "The journal is as it was."
        }
    }

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    init(_ error: any Error) {
        if let failure = error as? JournalReadError {
            self = failure
            return
        }
        let failure = JournalError(error)
        let kind: Kind =
            switch failure.kind {
            case .busy: .inUse
            case .damaged: .damaged
            case .full: .noCopy
            case .duplicateRequest, .duplicateSource, .inputOutput, .notDurable, .other: .other
            }
        self.init(kind, "the journal: \(failure.message)")
    }
}
