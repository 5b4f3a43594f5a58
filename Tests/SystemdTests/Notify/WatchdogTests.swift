import Foundation
import Testing

@testable import Systemd

struct WatchdogTests {
    struct Setting: Sendable, Codable {
        let microseconds: String?
        /// "own" stands for the id of the process that asks.
        let pid: String?
        let expected: Int?
    }

    /// The variables are set in a process of their own, since they are shared by all threads.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            Setting(microseconds: "30000000", pid: "own", expected: 30),
            Setting(microseconds: "30000000", pid: nil, expected: 30),
            Setting(microseconds: "30000000", pid: "1", expected: nil),
            Setting(microseconds: nil, pid: "own", expected: nil),
            Setting(microseconds: nil, pid: nil, expected: nil),
        ]
    )
    func onlyAWatchdogOfThisProcessCounts(_ setting: Setting) async {
        await #expect(processExitsWith: .success) { [setting] in
            Self.apply(setting)
            let expected = setting.expected.map { Watchdog(timeout: .seconds($0)) }
            let first = try Watchdog.ofThisProcess()
            #expect(first == expected)
            // Reading does not use the variables up.
            let second = try Watchdog.ofThisProcess()
            #expect(second == expected)
        }
    }

    /// Taken for "no watchdog", the manager would kill a healthy daemon again and again.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            Setting(microseconds: "soon", pid: "own", expected: nil),
            Setting(microseconds: "0", pid: "own", expected: nil),
            Setting(microseconds: "30000000", pid: "me", expected: nil),
        ]
    )
    func aVariableThatIsNoNumberIsAnError(_ setting: Setting) async {
        await #expect(processExitsWith: .success) { [setting] in
            Self.apply(setting)
            let error = #expect(throws: SystemdError.self) { try Watchdog.ofThisProcess() }
            #expect(error?.code == .watchdogEnvironment)
            #expect(error?.errno == EINVAL)
        }
    }

    @Test func theIntervalsAreAHalfAndAQuarterOfTheTimeout() {
        let watchdog = Watchdog(timeout: .seconds(30))
        #expect(watchdog.kickInterval == .seconds(15))
        #expect(watchdog.turnInterval == .milliseconds(7500))
    }

    private static func apply(_ setting: Setting) {
        unsetenv("WATCHDOG_USEC")
        unsetenv("WATCHDOG_PID")
        if let microseconds = setting.microseconds { setenv("WATCHDOG_USEC", microseconds, 1) }
        if let pid = setting.pid { setenv("WATCHDOG_PID", pid == "own" ? "\(getpid())" : pid, 1) }
    }
}
