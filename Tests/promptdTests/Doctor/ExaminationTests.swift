import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import promptd

struct ExaminationTests {
    /// Catches a folder that the service may not work in, and is called right.
    @Test(arguments: [
        (7, 100, 0o700, true), (7, 100, 0o500, false), (7, 8, 0o077, false), (9, 8, 0o770, true), (9, 8, 0o750, false),
        (9, 100, 0o777, true), (9, 100, 0o775, false), (9, 8, 0o707, false),
    ])
    func whatAModeAllows(_ owner: UInt32, _ group: UInt32, _ mode: UInt32, _ may: Bool) {
        let user = ServiceUser(name: "promptd", user: 7, groups: [8])
        #expect(user.mayWork(owner: owner, group: group, mode: mode) == may)
    }

    /// Catches a limit that is too low, or cannot be read, and is called right.
    @Test(arguments: [("65536\n", Finding.Level.ok), ("128\n", .warning), ("many\n", .warning)])
    func watches(_ text: String, _ level: Finding.Level) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "max_user_watches")
        #expect(MachineExamination.inotify(folder: folder.path).map(\.level) == [level])
        #expect(MachineExamination.inotify(folder: folder.path(of: "none")).map(\.level) == [.warning])
    }

    /// Catches a daemon that is dead, stopped or held, and is called right.
    @Test
    func signsOfLife() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        func level(_ json: String, _ seconds: Double = 0) throws -> Finding.Level? {
            DaemonExamination.examine(try JSONValue.parse(Array(json.utf8)), at: now.addingTimeInterval(seconds)).first?
                .level
        }
        let alive = #""heartbeat": "2027-01-15T08:00:00.000Z", "status": "idle""#
        #expect(try level("{\(alive), \"running\": true, \"hold\": null}") == .ok)
        #expect(try level("{\(alive), \"running\": true, \"hold\": {\"message\": \"no money\"}}") == .warning)
        #expect(try level("{\(alive), \"running\": false}") == .warning)
        #expect(try level("{\(alive), \"running\": true}", 3600) == .warning)
        #expect(try level("{}") == .warning)
    }

    /// Catches a finding whose words draw a line of their own.
    @Test
    func aFindingIsALine() {
        let finding = Finding.failure("inbox", "a\nok      token: right", "b\nc")
        #expect(finding.lines.split(separator: "\n").count == 2)
        #expect(finding.lines.hasPrefix("WRONG   inbox: "))
    }
}
