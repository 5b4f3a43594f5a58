import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Finding, opening and removing the files that prompts name.
struct InboxInputTests {
    private let folder: TemporaryFolder
    private let inbox: InboxFolder

    init() throws {
        self.folder = try TemporaryFolder()
        for name in ["inbox", "inbox/refs", "outside"] { try self.folder.makeFolder(.init(name)) }
        self.inbox = InboxFolder(path: self.folder.path(of: "inbox"))
    }

    private func put(_ names: String...) throws {
        for name in names { try self.folder.write("content", to: .init("inbox/\(name)")) }
    }

    private func find(_ text: String?, _ prompt: String = "hero") throws -> [String] {
        let value: FileInput.Value = text.map { .path($0) } ?? .beside
        return try self.inbox.inputs(value, .image, of: .at(prompt)).map { "\($0.path)" }
    }

    private func problem(_ text: String?, _ prompt: String = "hero") throws -> InputProblem? {
        do {
            _ = try self.find(text, prompt)
            return nil
        } catch let problem as InputProblem {
            return problem
        }
    }

    private func isUnusable(_ text: String?) throws -> Bool {
        if case .unusable = try self.problem(text) { true } else { false }
    }

    /// Catches a file that is not found, or found in another order than that of the names.
    @Test func findsWhatIsNamed() throws {
        try self.put("ref.png", "refs/b.png", "refs/a.png", "refs/c.txt", "refs/.d.png", "refs/e.png.part")
        #expect(try self.find("ref.png") == ["ref.png"])
        #expect(try self.find("refs/*") == ["refs/a.png", "refs/b.png"])
        #expect(try self.problem("refs/x*") == .missing("refs/x*"))
        #expect(try self.problem("ref.jpg") == .missing("ref.jpg"))
        #expect(try self.problem("nothing/ref.png") == .missing("nothing/ref.png"))
    }

    /// Catches a name that looks the same, and is not found since a Mac has written it.
    @Test func findsANameOfTheOtherUnicodeForm() throws {
        try self.put("cafe\u{301}.png")
        #expect(try self.inbox.inputs(.path("caf\u{E9}.png"), .image, of: .at("hero")).count == 1)
    }

    /// Catches a link that leads out of the inbox to what nobody wanted sent.
    @Test func noLinkIsFollowed() throws {
        try self.folder.write("secret", to: "outside/secret.png")
        try self.folder.symbolicLink("inbox/link.png", to: "../outside/secret.png")
        try self.folder.symbolicLink("inbox/way", to: "../outside")
        try self.folder.makePipe("inbox/pipe.png")
        for text in ["link.png", "way/secret.png", "pipe.png", "refs"] { #expect(try self.isUnusable(text), "\(text)") }
        #expect(try self.problem("*.png") == .missing("*.png"))
    }

    /// Catches a picture of another prompt that is taken for the one beside this.
    @Test func theOneBesideHasTheSameBaseName() throws {
        try self.put("hero-2.png", "heroes.png", "refs/hero.png", "hero.txt")
        guard case .missing = try self.problem(nil) else {
            Issue.record("something was found")
            return
        }
        try self.put("hero.JPG")
        #expect(try self.find(nil) == ["hero.JPG"])
        #expect(try self.find(nil, "refs/hero") == ["refs/hero.png"])
        try self.put("hero.webp")
        #expect(try self.isUnusable(nil))
    }

    /// Catches a shared reference that goes with the first prompt, and one that its owner has replaced since.
    @Test func onlyThePromptsOwnFileIsRemovedAndOnlyThatOne() throws {
        try self.put("hero.png", "ref.png", "refs/hero.png", "other.png")
        func taken(_ text: String, isOwn: Bool) throws -> InputFile {
            let found = try #require(try self.inbox.inputs(.path(text), .image, of: .at("hero")).first)
            #expect(found.isOwn(of: .at("hero")) == isOwn)
            return InputFile(
                member: "image",
                position: nil,
                written: text,
                name: text,
                path: found.path,
                sha256: "",
                bytes: found.status.size,
                mediaType: "image/png",
                isOwn: isOwn,
                inode: found.status.inode,
                modified: found.status.modified
            )
        }
        let files = [
            try taken("hero.png", isOwn: true), try taken("ref.png", isOwn: false),
            try taken("refs/hero.png", isOwn: false),
        ]
        try self.folder.setModified("inbox/hero.png", to: 1000)
        try self.inbox.removeInputs(files)
        #expect(self.folder.exists("inbox/hero.png"), "it was changed")
        try self.inbox.removeInputs([try taken("hero.png", isOwn: true)] + files.dropFirst())
        #expect(try self.folder.names(in: "inbox") == ["other.png", "ref.png", "refs"])
        #expect(try self.folder.names(in: "inbox/refs") == ["hero.png"])
        // A crash comes here again.
        try self.inbox.removeInputs(files)
    }

    /// Catches a file that was replaced or written to between the look and the copy.
    @Test func aFileThatHasChangedIsNotTheOneThatWasFound() throws {
        try self.put("ref.png")
        let found = try #require(try self.inbox.inputs(.path("ref.png"), .image, of: .at("hero")).first)
        let source = try #require(try self.inbox.open(found))
        #expect(try source.isUnchanged())
        #expect(try source.read(count: 100, at: 3) == Array("tent".utf8))
        try self.folder.append("more", to: "inbox/ref.png")
        #expect(try !source.isUnchanged())
        #expect(try self.inbox.open(found) == nil)
        try self.folder.remove("inbox/ref.png")
        #expect(try self.inbox.open(found) == nil)
    }

    /// Catches a file that is copied while it is being written.
    @Test func aFileSettlesAsAPromptDoes() throws {
        try self.put("ref.png", "other.png")
        try self.folder.write("", to: "inbox/empty.png")
        let rule = SettlingRule(settle: .seconds(2))
        var settling = InputSettling(rule)
        let start = ContinuousClock.now
        func unsettled(after seconds: Double, isBlind: Bool = false) throws -> [String] {
            let files = try ["empty.png", "other.png", "ref.png"].flatMap {
                try self.inbox.inputs(.path($0), .image, of: .at("hero"))
            }
            let changed = try #require(files.map(\.status.changedDate).max())
            let now = start + .seconds(seconds)
            return settling.unsettled(files, isBlind: { _ in isBlind }, now: now, wall: changed).map { "\($0.name)" }
        }
        #expect(try unsettled(after: 0) == ["empty.png", "other.png", "ref.png"])
        try self.folder.append("x", to: "inbox/ref.png")
        #expect(try unsettled(after: 2) == ["empty.png", "ref.png"])
        #expect(try unsettled(after: 3.9) == ["empty.png", "ref.png"])
        #expect(try unsettled(after: 4) == ["empty.png"])
        settling = InputSettling(rule)
        #expect(try unsettled(after: 10, isBlind: true).count == 3)
        #expect(try unsettled(after: 13, isBlind: true).count == 3)
        #expect(try unsettled(after: 14, isBlind: true) == ["empty.png"])
    }
}
