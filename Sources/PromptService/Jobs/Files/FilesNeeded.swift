import PromptCore
import PromptFiles

/// The files that a prompt needs, as they lie in the inbox at one moment.
struct FilesNeeded: Sendable {
    /// A file, and where it goes in the request.
    struct One: Sendable {
        var input: FileInput
        var position: Int?
        var written: String?
        var found: FoundInput
    }

    var files: [One] = []
    /// What is not there yet, with its member.
    var missing: (what: String, member: String)?

    /// Looks for them; what is not there does not keep the others from being looked at.
    ///
    /// - Throws: `FileProblem`; `FileError`.
    init(_ inputs: [FileInput], of prompt: PromptPath, in folder: InboxFolder) throws {
        for input in inputs {
            var count = 0
            for value in input.values {
                if case .address = value {
                    count += 1
                    continue
                }
                do {
                    for found in try folder.inputs(value, input.kind, of: prompt) {
                        let position = input.takesList ? count : nil
                        self.files.append(
                            One(input: input, position: position, written: FileInput.written(value), found: found)
                        )
                        count += 1
                    }
                } catch InputProblem.missing(let what) {
                    self.missing = self.missing ?? (what, input.member)
                } catch let problem as InputProblem {
                    throw FileProblem(problem, input.member)
                }
            }
            try Self.check(input, count, prompt)
        }
    }

    private static func check(_ input: FileInput, _ count: Int, _ prompt: PromptPath) throws(FileProblem) {
        let most = input.takesList ? input.limit : 1
        guard let most, count > most else { return }
        throw FileProblem(
            .unusable(
                why: "it stands for \(count) files, and the model takes \(most == 1 ? "one" : "at most \(most)").",
                hint: "Name fewer of them."
            ),
            input.member
        )
    }
}
