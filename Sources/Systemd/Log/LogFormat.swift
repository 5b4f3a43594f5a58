/// How the log is written.
package enum LogFormat: String, CaseIterable, Sendable {
    /// To the journal if standard error ends there, else as ``plain``.
    case auto
    /// Lines for people on standard error.
    case plain
    /// A JSON object a line on standard error.
    case json
}
