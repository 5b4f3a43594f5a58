import CSystemd

/// How often the service manager wants to hear that the daemon is alive (`WatchdogSec=`).
package struct Watchdog: Equatable, Sendable {
    /// The silence after which the manager ends the daemon.
    package let timeout: Duration

    /// How often to ask the gate: half the timeout, as sd_watchdog_enabled(3) recommends.
    package var kickInterval: Duration { self.timeout / 2 }

    /// How often the dispatcher makes a turn at least, also with nothing to do.
    ///
    /// Half of ``kickInterval``: if both had the same length, a question asked just before a turn would let the whole
    /// timeout pass until the next kick.
    package var turnInterval: Duration { self.timeout / 4 }

    /// Creates a watchdog with a known timeout.
    package init(timeout: Duration) {
        self.timeout = timeout
    }

    /// Reads `WATCHDOG_USEC` and `WATCHDOG_PID` from the environment of this process.
    ///
    /// Source: sd_watchdog_enabled(3).
    /// - Returns: nil if there is no watchdog, or it watches another process.
    /// - Throws: ``SystemdError/Code/watchdogEnvironment`` if a variable is not a number in range.
    package static func ofThisProcess() throws(SystemdError) -> Watchdog? {
        var microseconds: UInt64 = 0
        let result = unsafe sd_watchdog_enabled(0, &microseconds)
        if result < 0 {
            throw SystemdError(
                .watchdogEnvironment,
                "WATCHDOG_USEC or WATCHDOG_PID cannot be used: \(SystemCallError(number: -result).text). "
                    + "Unset both, or let systemd set them by WatchdogSec=.",
                errno: -result
            )
        }
        return result == 0 ? nil : Watchdog(timeout: .microseconds(microseconds))
    }
}
