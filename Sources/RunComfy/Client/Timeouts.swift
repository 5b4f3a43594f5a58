/// How long the API client waits, at most.
package struct Timeouts: Equatable, Sendable {
    /// For a connection, name look-up and TLS included.
    package var connect: Duration
    /// For the whole of a submission.
    ///
    /// Running into it leaves a submission unconfirmed, so it is generous.
    package var submission: Duration
    /// For the whole of any other call.
    package var call: Duration

    package init(
        connect: Duration = .seconds(10),
        submission: Duration = .seconds(120),
        call: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.submission = submission
        self.call = call
    }
}
