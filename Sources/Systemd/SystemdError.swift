/// What went wrong between the daemon and systemd: what, why, and what to do about it.
package struct SystemdError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A fixed label for logs and metrics; holds no data.
    package enum Code: String, Sendable {
        /// `NOTIFY_SOCKET` names no socket that can be used.
        case notifyAddress = "systemd.notify_address"
        /// A notification could not be delivered.
        case notifySend = "systemd.notify_send"
        /// `WATCHDOG_USEC` or `WATCHDOG_PID` cannot be read as a number.
        case watchdogEnvironment = "systemd.watchdog_environment"
        /// `LISTEN_FDS`, `LISTEN_PID` or `LISTEN_FDNAMES` cannot be read.
        case listenEnvironment = "systemd.listen_environment"
        /// The name of a credential is not a plain file name.
        case credentialName = "systemd.credential_name"
        /// The credential exists but cannot be read.
        case credentialUnreadable = "systemd.credential_unreadable"
        /// The credential exists but is not a regular file.
        case credentialNotRegular = "systemd.credential_not_regular"
        /// The credential is larger than the limit.
        case credentialTooLarge = "systemd.credential_too_large"
    }

    /// The kind of failure.
    package let code: Code

    /// One sentence or two for a person; never a secret.
    package let message: String

    /// The errno of the system call that failed, if one did.
    package let errno: Int32?

    package var description: String { "\(self.code.rawValue): \(self.message)" }

    init(_ code: Code, _ message: String, errno: Int32? = nil) {
        self.code = code
        self.message = message
        self.errno = errno
    }
}
