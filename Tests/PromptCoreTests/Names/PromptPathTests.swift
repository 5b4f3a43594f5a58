import Foundation
import Testing

@testable import PromptCore

@Suite struct PromptPathTests {
    @Test(arguments: ["hero", "campaign/hero", "a/b/c/d", "été/猫", "...", " / "])
    func readsBackItsBytes(text: String) throws {
        let path = try JobSample.path(text)
        #expect(path.bytes == Array(text.utf8))
        #expect(path.description == text)
        #expect(path.folder.count == text.utf8.filter { $0 == 0x2F }.count)
        let data = try JSONEncoder().encode([path])
        #expect(try JSONDecoder().decode([PromptPath].self, from: data) == [path])
    }

    /// File names are bytes: what is no text must come back from the journal as it was.
    @Test func readsBackBytesThatAreNoText() throws {
        let bytes: [UInt8] = [0xFF, 0x2F, 0x61, 0xC3]
        let path = try #require(PromptPath(bytes: bytes))
        #expect(path.bytes == bytes)
        let data = try JSONEncoder().encode([path])
        #expect(try JSONDecoder().decode([PromptPath].self, from: data) == [path])
    }

    /// A damaged journal must not lead out of the inbox.
    @Test(arguments: ["", "/", "/etc/passwd", "a/", "a//b", "..", "../a", "a/../b", "a/..", "./a", "a/.", "a\0b"])
    func refusesWhatIsNoPath(text: String) throws {
        #expect(PromptPath(bytes: Array(text.utf8)) == nil)
        let data = try JSONEncoder().encode([Data(text.utf8)])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PromptPath].self, from: data) }
    }

    @Test(arguments: [
        (PromptFileState.prompt, "hero.prompt.json"), (.working, "hero.working.json"), (.failed, "hero.failed.json"),
        (.error, "hero.error.json"), (.cancel, "hero.cancel.json"), (.cancelled, "hero.cancelled.json"),
    ])
    func namesItsFile(state: PromptFileState, name: String) throws {
        let path = try JobSample.path()
        #expect(path.fileName(state).bytes == Array(name.utf8))
        // And the name leads back to the prompt and its state.
        #expect(InboxName(path.fileName(state)) == .file(path.stem, state))
    }

    @Test func numbersTheNameOnly() throws {
        let path = try JobSample.path().numbered(2)
        #expect(path.description == "campaign/hero-2")
        #expect(path.fileName(.failed).description == "hero-2.failed.json")
    }

    @Test func keepsEquivalentNamesApart() throws {
        let paths = Set([try JobSample.path("\u{E9}"), try JobSample.path("e\u{301}")])
        #expect(paths.count == 2)
        #expect(try JobSample.path("a/b") < JobSample.path("b"))
    }
}
