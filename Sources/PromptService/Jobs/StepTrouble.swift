import PromptCore
import PromptFiles
import PromptJournal

/// Why a step could not be done for the time being.
struct StepTrouble: Sendable {
    /// For people.
    var message: String
    /// It concerns one file or folder; otherwise a disk that all need.
    var isOfOneItem: Bool

    init(_ failure: FileError) {
        self.message = failure.description
        self.isOfOneItem = failure.isOfOneItem
    }

    init(_ failure: JournalError) {
        self.message = failure.description
        self.isOfOneItem = false
    }
}
