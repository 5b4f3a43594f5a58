import Glibc

/// Tells the service manager how the daemon is doing, by the protocol of sd_notify(3).
///
/// Without `NOTIFY_SOCKET`, so not under systemd, every message does nothing and succeeds. A message that cannot be
/// delivered throws ``SystemdError/Code/notifySend``; the daemon logs it and goes on, since the manager itself acts
/// on what it does not hear.
package struct SystemdNotifier: Sendable {
    private let socket: NotifySocket?
    private let sendTimeout: Duration

    /// Whether somebody listens: false if the daemon was not started by a service manager.
    var isEnabled: Bool { self.socket != nil }

    /// Reads `NOTIFY_SOCKET` from an environment.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - sendTimeout: How long a message may wait while the manager does not read.
    /// - Throws: ``SystemdError/Code/notifyAddress`` if the variable is set but names no socket.
    package init(environment: [String: String], sendTimeout: Duration = .seconds(2)) throws(SystemdError) {
        self.sendTimeout = sendTimeout
        if let value = environment["NOTIFY_SOCKET"], !value.isEmpty {
            self.socket = try NotifySocket(value)
        } else {
            self.socket = nil
        }
    }

    /// Says that the start, or a reload, is complete.
    package func ready(status: String) throws(SystemdError) {
        try self.send(.ready(status: status))
    }

    /// Sets the line that `systemctl status` shows: made one line, cut at 200 bytes.
    package func status(_ status: String) throws(SystemdError) {
        try self.send(.status(status))
    }

    /// Says that the daemon has begun to stop.
    package func stopping() throws(SystemdError) {
        try self.send(.stopping)
    }

    /// Says that a reload has begun; it ends with ``ready(status:)``.
    package func reloading() throws(SystemdError) {
        // The manager compares this time with that of its own request (Type=notify-reload, systemd 253 and later).
        var time = timespec()
        do {
            _ = try systemCall { unsafe clock_gettime(CLOCK_MONOTONIC, &time) }
        } catch {
            throw SystemdError(
                .notifySend,
                "The clock for RELOADING=1 cannot be read: \(error.text).",
                errno: error.number
            )
        }
        try self.send(.reloading(monotonicMicroseconds: UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000))
    }

    /// Says that the daemon is alive; see ``WatchdogGate`` for when to say so.
    package func watchdog() throws(SystemdError) {
        try self.send(.watchdog)
    }

    /// Has the manager act as if the watchdog had run out: something in here cannot be mended but by a new start.
    package func watchdogTrigger(status: String) throws(SystemdError) {
        try self.send(.watchdogTrigger(status: status))
    }

    /// Asks for more time to start or stop, counted from now and rounded up to microseconds.
    package func extendTimeout(by extension: Duration) throws(SystemdError) {
        let (seconds, attoseconds) = max(`extension`, .zero).components
        let (microseconds, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        let total = UInt64(seconds) * 1_000_000 + UInt64(microseconds) + (rest > 0 ? 1 : 0)
        try self.send(.extendTimeout(microseconds: total))
    }

    /// Says why the daemon is about to end, as `systemctl status` then shows it.
    ///
    /// - Parameters:
    ///   - errno: The errno that is the cause, if one is.
    ///   - exitStatus: The code that the process is about to exit with.
    ///   - status: The cause in words, in one line.
    /// - Throws: ``SystemdError/Code/notifySend``.
    package func failing(errno: Int32?, exitStatus: Int32, status: String) throws(SystemdError) {
        try self.send(.failing(errno: errno, exitStatus: exitStatus, status: status))
    }

    private func send(_ message: NotifyMessage) throws(SystemdError) {
        guard let socket = self.socket else { return }
        do {
            try socket.send(message.datagram, timeout: self.sendTimeout)
        } catch {
            throw SystemdError(
                .notifySend,
                "systemd was not told \"\(LogText.escaped(message.datagram))\": \(error.text). "
                    + "The daemon goes on; if this repeats, look at NOTIFY_SOCKET and at the service manager.",
                errno: error.number
            )
        }
    }
}
