import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// The one list of what is not taken or not done, and what people read of it.
struct NotTakenListTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func folder(_ path: String) throws -> [FileName] {
        try path.split(separator: "/").map { try #require(FileName(String($0))) }
    }

    static func noted(_ notes: [String: String]) throws -> Inbox.Summary {
        var summary = Inbox.Summary()
        for (path, why) in notes {
            let names = try Self.folder(path)
            summary.notTaken[names.dropLast(), try #require(names.last)] = why
        }
        return summary
    }

    private static func list(
        _ summary: Inbox.Summary,
        _ entries: [JobsInFlight.Entry] = [],
        held: [HeldFolder] = [],
        obstacles: [PromptPath: String] = [:]
    ) throws -> NotTakenList {
        let zone = try #require(TimeZone(identifier: "UTC"))
        return NotTakenList(summary, entries, held: held, obstacles: obstacles, zone: zone)
    }

    private static func entry(
        _ name: String,
        _ state: JobState.Name,
        _ doing: Doing,
        isCancelLate: Bool = false
    ) -> JobsInFlight.Entry {
        let job = Job.sample(name)
        var entry = JobsInFlight.Entry(name: job.source, id: job.id, state: state, doing: doing, since: Self.now)
        entry.isCancelLate = isCancelLate
        return entry
    }

    /// Catches a status and a notice that say different things of one file.
    @Test func statusAndNoticeSayTheSame() throws {
        let list = try Self.list(Self.noted(["b.json": "why b", "a.json": "why a", "anna/c.json": "why c"]))
        #expect(list.reasons(limit: 100).lines.map(\.path) == ["a.json", "b.json", "anna/c.json"])
        #expect(list.reasons(limit: 2).lines.map(\.why) == ["why a", "why b"])
        let text = NotTakenNotice.text(list, in: [], about: [[]])
        #expect(text.hasSuffix("\n\na.json\n    why a\n\nb.json\n    why b\n"))
        let anna = try Self.folder("anna")
        #expect(NotTakenNotice.text(list, in: anna, about: [anna]).hasSuffix("\n\nc.json\n    why c\n"))
        #expect(NotTakenNotice.text(list, in: [], about: [anna]).contains("anna/c.json\n    why c\n"))
    }

    /// Catches a pause that does not say since when, or leaves out what jobs hold up.
    @Test func aPauseSaysSinceWhenAndWhatItHoldsUp() throws {
        let file = try #require(FileName("PAUSE"))
        let anna = try Self.folder("anna")
        let held = HeldFolder(anna, .pause(file, since: Self.now), waiting: 2)
        let jobs = [Self.entry("anna/x", .claimed, .paused), Self.entry("ben/y", .claimed, .paused)]
        let list = try Self.list(Inbox.Summary(), jobs, held: [held])
        let why = try #require(list.reasons(limit: 9).lines.first)
        #expect(why.path == "anna/PAUSE" && list.folders == [anna])
        #expect(why.why.contains("since 2027-01-15 08:00:00 +00:00") && why.why.contains("3 prompts wait."))
        #expect(why.why.contains("remove this file"))
    }

    /// Catches a closed folder that is told once for each of its prompts, or not as itself.
    @Test func aClosedFolderIsOneLine() throws {
        let anna = try Self.folder("anna")
        let held = HeldFolder(anna, .trouble("promptd may not rename."), waiting: 5)
        let jobs = (1...3).map { Self.entry("anna/\($0)", .claiming, .blocked("cannot rename \($0)")) }
        // Those that have been submitted are not held up by it: what is in their way is their own.
        let others = [
            Self.entry("ben/x", .claimed, .blocked("cannot make it")),
            Self.entry("anna/paid", .publishing, .blocked("cannot remove it")),
        ]
        let list = try Self.list(Inbox.Summary(), jobs + others, held: [held])
        let reasons = list.reasons(limit: 9).lines
        #expect(reasons.map(\.path) == ["anna", "anna/paid.working.json", "ben/x.working.json"])
        #expect(reasons.first?.why == "promptd may not rename. 8 prompts wait.")
        #expect(NotTakenNotice.text(list, in: anna, about: [anna]).contains("\n\nthis folder\n    promptd may not"))
        #expect(NotTakenNotice.text(list, in: [], about: [anna]).contains("\n\nanna\n    promptd may not"))
    }

    /// Catches a wish that came too late without a word why, and one that is told of a job that was not to be cancelled.
    @Test(arguments: [
        (JobState.Name.queued, "did not cancel"), (.running, "being made"), (.collecting, "had been made"),
        (.publishing, "had been made"),
    ])
    func aLateCancelSaysWhy(_ state: JobState.Name, _ words: String) throws {
        let jobs = [Self.entry("x", state, .generating, isCancelLate: true), Self.entry("y", state, .generating)]
        let reasons = try Self.list(Inbox.Summary(), jobs).reasons(limit: 9).lines
        #expect(reasons.map(\.path) == ["x.working.json"])
        #expect(reasons.first?.why.contains(words) == true && reasons.first?.why.contains("delivered") == true)
    }

    /// Catches a command in whose way something is and that waits without a word.
    @Test func aCommandThatWaitsIsTold() throws {
        let list = try Self.list(Inbox.Summary(), obstacles: [.named("anna/x"): "cannot rename it"])
        let reasons = list.reasons(limit: 9).lines
        #expect(reasons.map(\.path) == ["anna/x"] && reasons.first?.why == "it waits: cannot rename it")
    }

    /// Catches a claimed file that is nobody's and lies there without a word.
    @Test func aStrayClaimedFileIsTold() throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        let list = NotTakenList(Inbox.Summary(), [], strays: [.named("anna/x")], zone: zone)
        #expect(list.reasons(limit: 9).lines.map(\.path) == ["anna/x.working.json"])
        #expect(list.reasons(limit: 9).lines.first?.why.contains("call it x.prompt.json") == true)
    }

    /// Catches two things that are said of one name and make a JSON object that has it twice.
    @Test func whatIsSaidTwiceOfANameIsOneReason() throws {
        let held = HeldFolder(try Self.folder("anna"), .trouble("it is closed."), waiting: 0)
        let reasons = try Self.list(Self.noted(["anna": "it cannot be read"]), held: [held]).reasons(limit: 9).lines
        #expect(reasons.map(\.path) == ["anna"])
        #expect(reasons.first?.why == "it cannot be read; it is closed. No prompt waits for that.")
    }

    /// Catches a list that is cut without a word about the rest, or with a wrong number.
    @Test func whatTheStatusLeavesOutIsCounted() throws {
        let noted = try Self.noted(["a.json": "why", "b.json": "why", "anna/c.json": "why", "zoe/d.json": "why"])
        let held = HeldFolder(try Self.folder("zoe"), .trouble("it is closed."), waiting: 0)
        let list = try Self.list(noted, held: [held])
        #expect([1, 2, 3, 100].map { list.reasons(limit: $0).left } == [4, 3, 2, 0])
        #expect([1, 2, 3, 4, 100].map { list.reasons(limit: $0).folders } == [3, 2, 1, 1, 0])
        #expect(list.reasons(limit: 2).lines.map(\.path) == ["a.json", "b.json"])
    }

    /// Catches a notice for several folders that does not say in how many of them there is more.
    @Test func whatANoticeLeavesOutIsCounted() throws {
        var reasons: [String: String] = [:]
        for number in 100..<250 { reasons["anna/\(number).json"] = "why" }
        for folder in ["ben", "cem"] { reasons["\(folder)/a.json"] = "why" }
        let list = try Self.list(Self.noted(reasons))
        let folders = try ["anna", "ben", "cem"].map(Self.folder)
        #expect(NotTakenNotice.text(list, in: [], about: folders).hasSuffix("\nand 52 more in 3 folders\n"))
        #expect(NotTakenNotice.text(list, in: folders[0], about: [folders[0]]).hasSuffix("\nand 50 more\n"))
    }

    /// Catches a reason that is one long line, of which an editor shows the beginning.
    @Test func aLongReasonIsWrapped() throws {
        let why = (1...60).map { "word\($0)" }.joined(separator: " ")
        let text = NotTakenNotice.text(try Self.list(Self.noted(["a.json": why])), in: [], about: [[]])
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
        #expect(text.split(whereSeparator: \.isWhitespace).suffix(60).joined(separator: " ") == why)
    }

    /// Catches a notice without an end, and a name that makes a line of its own or turns what stands beside it.
    @Test func theNoticeIsBoundedAndItsNamesAreEscaped() throws {
        var notes = Dictionary(uniqueKeysWithValues: (0..<220).map { ("n\(1000 + $0).json", "why") })
        notes["0\n\u{202e}txt.json"] = "it is\nodd"
        let text = NotTakenNotice.text(try Self.list(Self.noted(notes)), in: [], about: [[]])
        #expect(text.contains("\n\n0\\u{a}\\u{202e}txt.json\n    it is\\u{a}odd\n"))
        #expect(text.contains("n1098.json") && !text.contains("n1099.json"))
        #expect(text.hasSuffix("\n\nand 121 more\n"))
    }
}
