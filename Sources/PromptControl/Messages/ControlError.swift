/// Why a daemon could not be asked, or its answer not be had.
package enum ControlError: Error, Equatable {
    /// Nobody listens there.
    case noDaemon
    /// The system does not let this user ask.
    case notAllowed
    /// The answer did not come in time.
    case tooLate
    /// What came is no message; the text says why.
    case garbled(String)
    /// The connection failed; the text is the system's.
    case broken(String)
}
