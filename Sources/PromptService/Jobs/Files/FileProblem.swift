import PromptCore
import PromptFiles

/// A file that cannot be sent, with the member that asks for it.
struct FileProblem: Error, Sendable {
    var problem: InputProblem
    var member: String

    init(_ problem: InputProblem, _ member: String) {
        (self.problem, self.member) = (problem, member)
    }

    /// How the job ends of it, which has waited for `waited` seconds.
    func failure(waited: Int) -> Failure {
        switch self.problem {
        case .missing(let what): .fileMissing(what, member: self.member, waited: waited)
        case .unusable(let why, let hint): .fileUnusable(why, member: self.member, hint: hint)
        }
    }
}
