import PromptCore
import PromptFiles
import PromptJournal

/// Why a step could not be done for the time being.
struct StepTrouble: Sendable {
    /// For people.
    var message: String
    /// It concerns one file or folder; otherwise a disk that all need.
    var isOfOneItem: Bool
    /// What it was about, if that was a file or a folder.
    var failure: FileError?

    /// What a job does as long as it is there.
    var doing: Doing { self.isOfOneItem ? .blocked(self.message) : .waiting(self.message) }

    init(_ failure: FileError) {
        self.message = failure.description
        self.isOfOneItem = failure.isOfOneItem
        self.failure = failure
    }

    init(_ failure: JournalError) {
        self.message = failure.description
        self.isOfOneItem = false
    }
}
