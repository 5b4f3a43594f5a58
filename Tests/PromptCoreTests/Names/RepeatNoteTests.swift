import PromptTesting
import Testing

@testable import PromptCore

@Suite struct RepeatNoteTests {
    @Test func liesBesideTheHeldFile() {
        #expect(RepeatNote.fileName(.at("campaign/hero")) == .named("hero.repeat.txt"))
    }

    @Test func isKnownByItsFirstLine() {
        let note = RepeatNote.bytes(["See hero-2.", "Rename it."])
        #expect(RepeatNote.isOwn(note))
        #expect(String(decoding: note, as: UTF8.self).hasSuffix("\nSee hero-2.\nRename it.\n"))
        #expect(!RepeatNote.isOwn(Array("my own list".utf8)))
        #expect(!RepeatNote.isOwn([]))
    }
}
