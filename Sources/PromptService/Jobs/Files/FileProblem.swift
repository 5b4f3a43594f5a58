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

    /// One that promptd may not read: it is that prompt's trouble, and nobody else's.
    static func closed(_ failure: FileError, _ member: String) -> FileProblem {
        let hint =
            "Let the group that promptd is in read the file and enter its folder (chmod g+r, and g+rx for the folder)."
        return FileProblem(.unusable(why: "\(failure)", hint: hint), member)
    }
}
