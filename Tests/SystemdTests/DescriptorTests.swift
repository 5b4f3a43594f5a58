import Foundation
import Testing

@testable import Systemd

/// One leaked descriptor a kick would end a daemon with 8192 of them within a day and a half.
///
/// Each test runs in a process of its own with 256 descriptors, and opens one more often than that: after a leak the
/// error would be EMFILE.
struct DescriptorTests {
    @Test(.timeLimit(.minutes(1)))
    func messagesLeaveNoDescriptorOpen() async {
        await #expect(processExitsWith: .success) {
            try Self.allowFewDescriptors()
            let notifier = try SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nonexistent/notify"])
            for _ in 0..<300 {
                let error = #expect(throws: SystemdError.self) { try notifier.watchdog() }
                try #require(error?.errno == ENOENT)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func readingACredentialLeavesNoDescriptorOpen() async {
        await #expect(processExitsWith: .success) {
            try Self.allowFewDescriptors()
            let credentials = Credentials(environment: ["CREDENTIALS_DIRECTORY": "/"])
            for _ in 0..<300 {
                let error = #expect(throws: SystemdError.self) { try credentials.read("etc") }
                try #require(error?.code == .credentialNotRegular)
            }
        }
    }

    private static func allowFewDescriptors() throws {
        let limit = rlimit(rlim_cur: 256, rlim_max: 256)
        try #require(withUnsafePointer(to: limit) { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), $0) } == 0)
    }
}
