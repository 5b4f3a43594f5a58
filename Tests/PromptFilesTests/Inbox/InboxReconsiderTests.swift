import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Prompts that are looked into again since the rules have changed.
struct InboxReconsiderTests {
    /// Catches a newer version that is overlooked while it is looked into again, and a name that counts as settled for ever:
    /// a half-written file would be taken for a newer version.
    @Test func itCountsAsWhatItWasUntilItIsAnythingElse() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "a.prompt.json")
        let name = FileName(fixed: "a.prompt.json")
        let status = try #require(try OpenDirectory(at: folder.path).status(name))
        let path = try #require(PromptPath(bytes: Array("a".utf8)))
        let sighting = Sighting(name, status, .init(look: 1, time: status.changedDate))
        let ready = ReadyPrompt(path, sighting, priority: 0, notBefore: nil, demand: nil)
        var index = InboxIndex()
        func begin() {
            index.put(.init(sighting, .ready(ready)), path)
            index.reconsider(path)
            #expect(index.reconsidered == [path] && index.due(path) != nil)
        }
        begin()
        index.forget(path)
        #expect(index.reconsidered.isEmpty, "it is gone")
        begin()
        index.put(.init(sighting, .settling(due: .now)), path)
        #expect(index.reconsidered.isEmpty, "it is another file")
        begin()
        index.set(.ready(ready), path)
        #expect(index.reconsidered.isEmpty, "it has been looked into")
    }
}
