import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// A folder is known again by the word in it, and by nothing else.
struct FolderMarkerTests {
    private let folder: TemporaryFolder

    init() throws {
        self.folder = try TemporaryFolder()
        for name in ["state", "outbox", "other"] as [TemporaryFolder.Path] { try self.folder.makeFolder(name) }
    }

    private func recognise(_ name: String = "outbox", word: String = "first") throws -> FolderMarker {
        let path = self.folder.path(of: name)
        return try FolderMarker(
            of: try OpenDirectory(at: path),
            path: path,
            memory: (try OpenDirectory(at: self.folder.path(of: "state")), .named("outbox.marker")),
            makeWord: { word }
        )
    }

    @Test func aWordIsMadeOnceAndKnownAgain() throws {
        #expect(try self.recognise().word == "first")
        #expect(try self.recognise(word: "second").word == "first")
        #expect(try self.folder.text(of: "outbox/.promptd/marker") == "first")
        #expect(try self.folder.text(of: "state/outbox.marker") == "first")
    }

    /// Catches an empty mount point, or somebody else's folder, that is taken for the one that promptd knows.
    @Test func anotherFolderIsNotTaken() throws {
        _ = try self.recognise()
        let failure = #expect(throws: FileError.self) { try self.recognise("other") }
        #expect(failure?.kind == .away && failure?.isAtRoot == true)
        #expect(failure?.description.contains("make \(self.folder.path(of: "other"))/.promptd") == true)
        #expect(try self.folder.names(in: "other") == [], "nothing is put there")
        try self.folder.makeFolder("other/.promptd")
        #expect(try self.recognise("other").word == "first", "its owner has said that it is meant")
        try self.folder.write("foreign", to: "outbox/.promptd/marker")
        #expect(throws: FileError.self) { try self.recognise() }
    }

    /// Catches a word that a new journal makes anew, so that another promptd with the same folder is locked out.
    @Test func aWordThatIsThereIsTakenOver() throws {
        _ = try self.recognise()
        try self.folder.remove("state/outbox.marker")
        #expect(try self.recognise(word: "second").word == "first")
    }

    /// Catches an outbox that is not known any more under another device number, and one that is taken for it.
    @Test func theOutboxIsKnownWhereverItLies() throws {
        let marker = try self.recognise()
        let outbox = try Outbox(at: self.folder.path(of: "outbox"), marker: marker)
        try self.folder.rename("outbox", to: "away")
        let missing = #expect(throws: FileError.self) { try outbox.open() }
        #expect(missing?.isAtRoot == true)
        try self.folder.makeFolder("outbox")
        let foreign = #expect(throws: FileError.self) { try outbox.open() }
        #expect(foreign?.kind == .away)
        // The same word in another folder, as after the disk was mounted anew.
        try self.folder.makeFolder("outbox/.promptd")
        try self.folder.write("first", to: "outbox/.promptd/marker")
        #expect(throws: Never.self) { try outbox.open() }
        #expect(try self.folder.names(in: "outbox/.promptd") == ["marker"], "the probe leaves nothing")
    }
}
