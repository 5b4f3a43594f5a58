/// The administrator's program that puts files where the API can fetch them.
package struct UploaderSettings: Equatable, Sendable {
    /// Which files it is given.
    package enum Scope: String, CaseIterable, Sendable {
        /// Those that are too large to be sent along.
        case large = "large"
        case all = "all"
    }

    /// The absolute path of the program.
    package var program: String
    package var scope: Scope
    /// How long it may take over one file.
    package var timeLimit: Duration

    package init(program: String, scope: Scope = .large, timeLimit: Duration = .seconds(120)) {
        self.program = program
        self.scope = scope
        self.timeLimit = timeLimit
    }
}
