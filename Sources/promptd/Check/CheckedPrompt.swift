import PromptCore

/// One prompt of a file that was checked.
struct CheckedPrompt {
    /// Where it stands in its file.
    struct Place: Equatable {
        /// What its result is called there; `nil` for a file of one prompt.
        var name: String?
        /// Its row in a file with many, from 1, with the line that begins on; `nil` for a file of one prompt.
        var row: Int?
        var line: Int?
        /// Its number among those that one prompt stands for, from 1; `nil` if it stands for itself.
        var number: Int?
        /// What it differs by from those, or its name; empty if there is nothing to tell.
        var label = ""

        /// The place for people; empty for a file of one prompt.
        var text: String {
            var words: [String] = []
            if let row { words.append("row \(row)") }
            if let line { words.append("line \(line)") }
            if let number { words.append("prompt \(number)") }
            let place = words.joined(separator: ", ")
            return self.label.isEmpty ? place : "\(place) (\(SingleLine.excerpt(self.label)))"
        }
    }

    var place = Place()
    /// `nil` if it cannot be read.
    var prompt: Prompt?
    /// What is wrong with it, or with its files.
    var problems: [CheckedProblem] = []
    /// A whole prompt that would work, if it can be told what was meant.
    var suggestion: String?
    /// What the person should know although it is right; one line each.
    var notes: [String] = []

    var isGood: Bool { self.prompt != nil && self.problems.isEmpty }

    init(_ place: Place, _ rejection: Rejection) {
        self.place = place
        self.problems = rejection.problems.map { CheckedProblem($0) }
        self.suggestion = rejection.suggestion
    }

    init(_ place: Place, _ prompt: Prompt) {
        self.place = place
        self.prompt = prompt
        self.notes = prompt.warnings
    }
}
