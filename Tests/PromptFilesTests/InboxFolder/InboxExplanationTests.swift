import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// What tells of earlier ends of a name, and where it goes when the name is used again.
struct InboxExplanationTests {
    private let bench: InboxBench
    private static let free = #"{"error": {}, "job_id": "free", "may_have_been_charged": false}"#
    private static let charged = #"{"error": {}, "job_id": "paid", "may_have_been_charged": true}"#

    init() throws {
        self.bench = try InboxBench()
        try self.bench.folder.makeFolder("inbox/campaign")
    }

    private var folder: InboxFolder { self.bench.inbox.folder }

    private func files(_ folder: String = "inbox/campaign") throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try self.bench.folder.names(in: folder) where name != "campaign" {
            files[name] = try self.bench.folder.text(of: "\(folder)/\(name)")
        }
        return files
    }

    private func fail(_ text: String = "job 1") throws {
        try self.folder.fail(
            .at("campaign/a"),
            isOwn: { $0.starts(with: text.utf8) },
            explanation: { Array("\(text) as \($0)".utf8) }
        )
    }

    /// Contract §3.1: an explanation belongs to the last drop of its name, and what may have been charged is not forgotten.
    @Test(
        arguments: [
            (["a.error.json": Self.free], [:]), (["a.error.json": Self.charged], ["a-2.error.json": Self.charged]),
            (["a.error.json": "mine"], ["a.error.json": "mine"]), ([:], [:]),
            (
                ["a.error.json": Self.charged, "a-2.error.json": "mine"],
                ["a-3.error.json": Self.charged, "a-2.error.json": "mine"]
            ),
            (
                ["a.error.json": Self.free, "a.failed.json": "bytes"],
                ["a-2.error.json": Self.free, "a-2.failed.json": "bytes"]
            ),
            (
                [
                    "a.error.json": Self.charged, "a.failed.json": "bytes", "a-2.failed.json": "old",
                    "a-3.error.json": "old",
                ],
                [
                    "a-4.error.json": Self.charged, "a-4.failed.json": "bytes", "a-2.failed.json": "old",
                    "a-3.error.json": "old",
                ]
            ),
            (
                ["a.repeat.txt": RepeatNote.firstLine + "\nSee a.", "b.error.json": Self.free],
                ["b.error.json": Self.free]
            ),
            (["a.repeat.txt": "mine"], ["a.repeat.txt": "mine"]),
        ] as [([String: String], [String: String])]
    )
    func putsAwayWhatIsOfAnEarlierDrop(before: [String: String], after: [String: String]) throws {
        for (name, content) in before { try self.bench.drop("campaign/\(name)", content) }
        for _ in 0..<2 { try self.folder.putAwayOldExplanation(.at("campaign/a")) }
        #expect(try self.files() == after)
    }

    /// An open job that may have been charged is named nowhere else.
    @Test(arguments: [
        (Self.charged, "a-2"), ("mine", "a-2"), (Self.free, "a"), ("job 1, earlier", "a"),
    ])
    func failsUnderANumberBesideAnExplanationThatIsStillNeeded(told: String, stem: String) throws {
        try self.bench.drop("campaign/a.error.json", told)
        try self.bench.drop("campaign/a.working.json", "bytes")
        for _ in 0..<2 { try self.fail() }
        var expected = ["\(stem).error.json": "job 1 as campaign/\(stem)", "\(stem).failed.json": "bytes"]
        if stem != "a" { expected["a.error.json"] = told }
        #expect(try self.files() == expected)
    }

    /// Charged, and the folder is gone: it is told in the nearest folder that is there.
    @Test(arguments: [true, false])
    func failsInTheNearestFolderIfItsOwnIsGone(isMoved: Bool) throws {
        if isMoved {
            try self.bench.drop("campaign/a.working.json", "bytes")
            try self.bench.folder.rename("inbox/campaign", to: "inbox/elsewhere")
        } else {
            try self.bench.folder.remove("inbox/campaign")
        }
        for _ in 0..<2 { try self.fail() }
        #expect(try self.bench.folder.text(of: "inbox/a.error.json") == "job 1 as a")
        #expect(!self.bench.folder.exists("inbox/a.failed.json"))
    }

    @Test func replacesNothingInAFolderThatIsNotItsOwn() throws {
        try self.bench.folder.remove("inbox/campaign")
        try self.bench.drop("a.error.json", Self.free)
        try self.bench.drop("a-2.failed.json", "bytes")
        try self.bench.drop("a.working.json", "another's")
        for _ in 0..<2 { try self.fail() }
        #expect(try self.bench.folder.text(of: "inbox/a.error.json") == Self.free)
        #expect(try self.bench.folder.text(of: "inbox/a-3.error.json") == "job 1 as a-3")
        #expect(try self.bench.folder.text(of: "inbox/a.working.json") == "another's")
    }

    @Test func goesOnWithAPairThatACrashHasParted() throws {
        try self.bench.drop("campaign/a.error.json", Self.charged)
        try self.bench.drop("campaign/a-2.failed.json", "bytes")
        try self.folder.putAwayOldExplanation(.at("campaign/a"))
        #expect(try self.files() == ["a-2.error.json": Self.charged, "a-2.failed.json": "bytes"])
    }
}
