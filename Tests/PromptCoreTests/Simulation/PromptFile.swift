/// A prompt's content, and which drop it is.
struct PromptFile: Equatable, Sendable {
    enum Kind: Sendable {
        case good, ownModel, invalid, unreadable
        /// It holds many prompts.
        case many
        /// Its result goes on to a next step.
        case chained
    }

    /// Counts the times that an owner has asked for something.
    var drop: Int
    /// Stands for the bytes: equal numbers are equal bytes.
    var text: Int
    var kind: Kind
    /// The rows of one that holds many.
    var rows: [Int] = []
    /// The job whose next step it is.
    var key: Int?
    /// It names a picture that lies beside it.
    var hasPicture = false
}

extension PromptFile {
    /// What a row comes to; `nil` for one that cannot be read.
    func child(_ row: Int) -> PromptFile? {
        switch (self.text + row) % 6 {
        case 0: nil
        case 1: PromptFile(drop: self.drop * 1000 + row, text: self.text * 1000 + row, kind: .invalid)
        default: PromptFile(drop: self.drop * 1000 + row, text: self.text * 1000 + row, kind: .good)
        }
    }

    /// The next step of the prompt, which a job of that number has delivered.
    func step(_ job: Int) -> PromptFile {
        PromptFile(drop: self.drop + 100_000, text: self.text + 100_000, kind: .good, key: job)
    }
}
