import PromptJournal

extension ExitError {
    /// What a journal that is only read or copied has in the way.
    init(_ error: JournalReadError) {
        let code: Code =
            switch error.kind {
            case .missing, .newer, .damaged: .configuration
            case .inUse: .tryAgain
            case .question: .badData
            case .notAllowed, .noCopy, .other: .inputOutput
            }
        self.init(code, error.description)
    }
}
