import PromptCore
import PromptService

/// One thing that is wrong with a prompt, or with its files.
struct CheckedProblem: Error, Equatable {
    /// As in an error file.
    var code: String
    /// The member, with its way from the top; `$` is the whole.
    var member: String
    var message: String
    /// What to do about it; empty if `message` says it.
    var hint: String

    init(_ problem: Rejection.Problem) {
        (self.code, self.member) = (problem.code.rawValue, problem.member)
        (self.message, self.hint) = (problem.message, problem.hint)
    }

    init(_ problem: FilesAtHand.Problem) {
        (self.code, self.member) = (problem.code.rawValue, problem.member)
        (self.message, self.hint) = (problem.message, problem.hint)
    }

    /// A file that cannot be read at all.
    init(unreadable message: String, hint: String = "") {
        (self.code, self.member) = (Failure.Code.unreadablePrompt.rawValue, "$")
        (self.message, self.hint) = (message, hint)
    }

    /// A file that the daemon would not take either.
    init(_ failure: Failure) {
        (self.code, self.member) = (failure.code.rawValue, "$")
        (self.message, self.hint) = (failure.message, failure.hint)
    }

    /// What is wrong, with the member's name, once.
    var line: String {
        let isNamed = self.member == "$" || self.message.contains(self.member)
        return isNamed ? self.message : "\(self.member): \(self.message)"
    }

    /// Its members in a document.
    var json: [JSONValue.Member] {
        [
            .init("code", .string(self.code)), .init("member", .string(self.member)),
            .init("message", .string(self.message)), .init("hint", .string(self.hint)),
        ]
    }
}
