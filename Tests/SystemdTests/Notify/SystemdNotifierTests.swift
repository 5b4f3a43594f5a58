import Foundation
import Testing

@testable import Systemd

struct SystemdNotifierTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let datagram: String
        let send: @Sendable (SystemdNotifier) throws -> Void
        var testDescription: String { self.name }
    }

    static let cases = [
        Case(name: "ready", datagram: "READY=1\nSTATUS=Watching 2 folders") {
            try $0.ready(status: "Watching 2 folders")
        },
        Case(name: "status", datagram: "STATUS=3 jobs running") { try $0.status("3 jobs running") },
        Case(name: "stopping", datagram: "STOPPING=1") { try $0.stopping() },
        Case(name: "watchdog", datagram: "WATCHDOG=1") { try $0.watchdog() },
        Case(name: "extend", datagram: "EXTEND_TIMEOUT_USEC=6500000") { try $0.extendTimeout(by: .milliseconds(6500)) },
        // Rounded down to 0 the manager would not extend at all.
        Case(name: "extend by nanoseconds", datagram: "EXTEND_TIMEOUT_USEC=1") {
            try $0.extendTimeout(by: .nanoseconds(1))
        },
        Case(name: "extend by less than nothing", datagram: "EXTEND_TIMEOUT_USEC=0") {
            try $0.extendTimeout(by: .seconds(-1))
        },
        Case(name: "failing", datagram: "ERRNO=28\nEXIT_STATUS=74\nSTATUS=Disk full") {
            try $0.failing(errno: 28, exitStatus: 74, status: "Disk full")
        },
        // A second line would be an assignment of its own: here a file name would say that the daemon stops.
        Case(name: "forged line", datagram: "STATUS=Failed: a STOPPING=1.prompt.json") {
            try $0.status("Failed: a\nSTOPPING=1.prompt.json")
        },
        Case(name: "forged line in ready", datagram: "READY=1\nSTATUS=a b") { try $0.ready(status: "a\u{2028}b") },
        Case(name: "forged line in failing", datagram: "ERRNO=5\nEXIT_STATUS=74\nSTATUS=a  b") {
            try $0.failing(errno: 5, exitStatus: 74, status: "a\r\nb")
        },
    ]

    @Test(arguments: cases)
    func aMessageIsExactlyThisDatagramAtAPath(_ message: Case) throws {
        let folder = try TemporaryFolder()
        let receiver = try NotifyReceiver("\(folder.path)/notify")
        let notifier = try SystemdNotifier(environment: ["NOTIFY_SOCKET": "\(folder.path)/notify"])
        #expect(notifier.isEnabled)
        try message.send(notifier)
        #expect(try receiver.datagrams() == [message.datagram])
    }

    /// A NUL too many, or the @ left in place, would name another socket.
    @Test func anAbstractNameIsReached() throws {
        let name = "@promptd-test-\(UUID().uuidString)"
        let receiver = try NotifyReceiver(name)
        let notifier = try SystemdNotifier(environment: ["NOTIFY_SOCKET": name])
        try notifier.ready(status: "Ready")
        try notifier.stopping()
        #expect(try receiver.datagrams() == ["READY=1\nSTATUS=Ready", "STOPPING=1"])
    }

    /// systemd binds its abstract sockets without a NUL at the end; a peer that only this module can name proves little.
    @Test func theAbstractNameOnTheWireHasANULInFrontAndNoneBehind() throws {
        let name = "@promptd-test-\(UUID().uuidString)"
        let receiver = try NotifyReceiver(name)
        // The kernel's list is read in parts, and one may be left out where others come and go meanwhile.
        let isListed = try (1...100).contains { _ in
            let sockets = try String(contentsOfFile: "/proc/net/unix", encoding: .utf8)
            return sockets.split(separator: "\n").contains { $0.hasSuffix(" \(name)") }
        }
        #expect(isListed)
        // With the @ left in place it would be a file in the working folder, listed just the same.
        #expect(!FileManager.default.fileExists(atPath: name))
        #expect(try receiver.datagrams().isEmpty)
    }

    /// The manager compares the time with its own clock: another clock, or another unit, would never match.
    @Test func reloadingCarriesTheMonotonicTimeInMicroseconds() throws {
        let folder = try TemporaryFolder()
        let receiver = try NotifyReceiver("\(folder.path)/notify")
        let notifier = try SystemdNotifier(environment: ["NOTIFY_SOCKET": "\(folder.path)/notify"])
        let before = try Self.monotonicMicroseconds()
        try notifier.reloading()
        let after = try Self.monotonicMicroseconds()
        let lines = try #require(try receiver.datagrams().first).split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let value = try #require(lines.last?.split(separator: "=").last.flatMap { UInt64($0) })
        #expect((before...after).contains(value))
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": ""]])
    func withoutAManagerEveryMessageDoesNothing(_ environment: [String: String]) throws {
        let notifier = try SystemdNotifier(environment: environment)
        #expect(!notifier.isEnabled)
        for message in Self.cases { try message.send(notifier) }
    }

    @Test(arguments: [
        "run/notify", "@", "/", "vsock:2:1", "/a\0b", "/" + String(repeating: "x", count: 107),
        "@" + String(repeating: "x", count: 108),
    ])
    func anAddressThatCannotBeUsedIsRefusedAtTheStart(_ address: String) {
        let error = #expect(throws: SystemdError.self) {
            try SystemdNotifier(environment: ["NOTIFY_SOCKET": address])
        }
        #expect(error?.code == .notifyAddress)
        #expect(error?.message.contains("NOTIFY_SOCKET") == true)
    }

    @Test(arguments: ["/" + String(repeating: "x", count: 106), "@" + String(repeating: "x", count: 107)])
    func theLongestAddressesAreAccepted(_ address: String) throws {
        #expect(try SystemdNotifier(environment: ["NOTIFY_SOCKET": address]).isEnabled)
    }

    /// A dropped result would let the daemon believe that it is under watch.
    @Test func aSendToNobodySaysSo() throws {
        let folder = try TemporaryFolder()
        let notifier = try SystemdNotifier(environment: ["NOTIFY_SOCKET": "\(folder.path)/nobody"])
        let error = #expect(throws: SystemdError.self) { try notifier.ready(status: "Ready") }
        #expect(error?.code == .notifySend)
        #expect(error?.errno == ENOENT)
        #expect(error?.message.contains("READY=1\\nSTATUS=Ready") == true)
    }

    /// sd_notify would hang here for ever, and the dispatcher with it; so would this thread, hence the alarm.
    @Test(.timeLimit(.minutes(1)))
    func aManagerThatDoesNotReadIsGivenUpOn() async {
        await #expect(processExitsWith: .success) {
            alarm(30)
            let name = "@promptd-test-\(UUID().uuidString)"
            let receiver = try NotifyReceiver(name)
            let notifier = try SystemdNotifier(
                environment: ["NOTIFY_SOCKET": name],
                sendTimeout: .milliseconds(1)
            )
            let error = #expect(throws: SystemdError.self) {
                while true { try notifier.watchdog() }
            }
            #expect(error?.errno == EAGAIN)
            let accepted = try receiver.datagrams()
            #expect(Set(accepted) == ["WATCHDOG=1"])
        }
    }

    private static func monotonicMicroseconds() throws -> UInt64 {
        var time = timespec()
        _ = try systemCall { clock_gettime(CLOCK_MONOTONIC, &time) }
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
