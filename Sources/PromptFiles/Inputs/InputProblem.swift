/// Why a file that a prompt names cannot be had.
package enum InputProblem: Error, Equatable, Sendable {
    /// It is not there, and may come: its path below the inbox, for people.
    case missing(String)
    /// It will not do however long it is waited for: what is wrong and what to do, each a whole sentence.
    case unusable(why: String, hint: String)
}
