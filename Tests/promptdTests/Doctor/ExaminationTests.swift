import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import promptd

struct ExaminationTests {
    /// Catches a limit that is too low, or cannot be read, and is called right.
    @Test(arguments: [
        ("65536\n", "128\n", Finding.Level.ok), ("128\n", "128\n", .warning), ("many\n", "128\n", .warning),
        ("65536\n", "2\n", .warning),
    ])
    func watches(_ text: String, _ instances: String, _ level: Finding.Level) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "max_user_watches")
        try folder.write(instances, to: "max_user_instances")
        #expect(MachineExamination.inotify(folder: folder.path).map(\.level) == [level])
        #expect(MachineExamination.inotify(folder: folder.path(of: "none")).map(\.level) == [.warning])
    }

    /// Catches an inbox with more folders than can be watched that is called right, or the other way round.
    @Test
    func watchesThatAreNeeded() throws {
        let folder = try TemporaryFolder()
        try folder.write("1000\n", to: "max_user_watches")
        #expect(MachineExamination.inotify(needed: 900, folder: folder.path) == nil)
        #expect(MachineExamination.inotify(needed: 950, folder: folder.path)?.level == .warning)
    }

    /// Catches a service manager that is too old and called right.
    @Test(arguments: [
        ("systemd 252 (252.39-1~deb12u1)\n+PAM", Finding.Level.ok, ""), ("systemd 255.4\n", .ok, ""),
        ("systemd 247 (247.3)\n", .warning, "LoadCredentialEncrypted"), ("systemd 241\n", .warning, "credstore"),
        ("busybox\n", .warning, "version"),
    ])
    func systemd(_ text: String, _ level: Finding.Level, _ words: String) throws {
        let finding = try #require(MachineExamination.systemd(said: text).first)
        #expect(finding.level == level && (words.isEmpty || finding.text.contains(words)), "\(finding)")
    }

    /// Catches a daemon that is dead, stopped, held, elsewhere or of another version, and is called right.
    @Test
    func signsOfLife() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        func level(_ json: String, _ seconds: Double = 0) throws -> Finding.Level? {
            let status = try JSONValue.parse(Array(json.utf8))
            return DaemonExamination.examine(status, at: now.addingTimeInterval(seconds), here: "here").last?.level
        }
        let alive = #""heartbeat": "2027-01-15T08:00:00.000Z", "status": "idle""#
        #expect(try level("{\(alive), \"running\": true, \"hold\": null}") == .ok)
        #expect(try level("{\(alive), \"running\": true, \"hold\": {\"message\": \"no money\"}}") == .warning)
        #expect(try level("{\(alive), \"running\": false}") == .warning)
        #expect(try level("{\(alive), \"running\": true}", 3600) == .warning)
        #expect(try level("{}") == .warning)
        let same = #""promptd": {"host": "here", "version": "\#(Version.current)"}"#
        #expect(try level("{\(alive), \(same)}") == .ok)
        #expect(try level("{\(alive), \(same.replacing("here", with: "there"))}") == .warning)
        #expect(try level("{\(alive), \(same.replacing(Version.current, with: "0.0.1"))}") == .warning)
    }

    /// Catches a clock that is wrong and called right, and one that only seems so since the answer took its time.
    @Test(arguments: [
        (0.4, 0.0, false), (-4.9, 0, false), (6, 0, true), (-6, 0, true), (9, 5, false), (-3600, 5, true),
    ])
    func clocks(_ ahead: Double, _ doubt: Double, _ isWrong: Bool) {
        let finding = ClockExamination.difference(ahead, doubt: doubt)
        #expect((finding?.level == .warning) == isWrong)
        if isWrong { #expect(finding?.text.contains(ahead > 0 ? " behind " : " ahead of ") == true) }
    }

    /// Catches a clock that nothing keeps right and that is called right.
    @Test
    func synchronisation() {
        #expect(ClockExamination.synchronisation(said: "yes\n").map(\.level) == [.ok])
        #expect(ClockExamination.synchronisation(said: "no\n").map(\.level) == [.warning])
        #expect(ClockExamination.synchronisation(said: "").isEmpty)
    }

    /// Catches a name that is not found, or is slow to find, and is called right.
    @Test
    func names() {
        #expect(NameExamination.judge("a.example", .addresses(["192.0.2.1"]), seconds: 0.1).level == .ok)
        #expect(NameExamination.judge("a.example", .addresses(["192.0.2.1"]), seconds: 3).level == .warning)
        #expect(NameExamination.judge("a.example", .failed("no such name"), seconds: 0.1).level == .failure)
        #expect(NameExamination.judge("a.example", nil, seconds: 20).level == .failure)
    }

    /// Catches an account that is about to stop everything, and is called right.
    @Test(
        arguments: [(0, 5, .warning), (3, 5, .warning), (5, 5, .ok), (1, nil, .ok), (0, nil, .warning)]
            as [(Int64, Int64?, Finding.Level)]
    )
    func balances(_ left: Int64, _ cap: Int64?, _ level: Finding.Level) {
        let finding = APIExamination.judge(USD(micros: left * 1_000_000), cap: cap.map { USD(micros: $0 * 1_000_000) })
        #expect(finding.level == level)
    }

    /// Catches a finding whose words draw a line of their own.
    @Test
    func aFindingIsALine() {
        let finding = Finding.failure("inbox", "a\nok      token: right", "b\nc")
        #expect(finding.lines.split(separator: "\n").count == 2)
        #expect(finding.lines.hasPrefix("WRONG   inbox: "))
    }

    /// Catches a finding that another process has made, and that gets lost or changed on its way.
    @Test
    func findingsAsADocument() {
        let findings = [Finding.ok("a", "b\"\n"), .warning("c", "d", "e"), .failure("f", "g")]
        #expect(Finding.list(Finding.document(findings)) == findings)
        #expect(Finding.list(Array(#"{"findings": [{"level": "odd"}]}"#.utf8)) == nil)
        #expect(Finding.list([]) == nil)
    }

    /// Catches waiting without end for what never comes, and impatience with what does.
    @Test
    func aDeadline() async {
        let never = DispatchSemaphore(value: 0)
        let end = await Deadline.run(.milliseconds(20)) {
            never.wait()
            return 1
        }
        #expect(end == nil)
        never.signal()
        #expect(await Deadline.run(.seconds(60)) { 7 } == 7)
        #expect(await Inquiry.ask("/bin/sleep", ["1000"], within: .milliseconds(50)) == .silent)
        #expect(await Inquiry.ask("/bin/echo", ["yes"], within: .seconds(60)) == .said("yes\n"))
        #expect(await Inquiry.ask("/nowhere/none", [], within: .seconds(60)) != .silent)
    }
}
