import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// A daemon that runs for months must not lose a descriptor a pass.
struct InboxDescriptorTests {
    @Test func keepsOneDescriptorWhateverHappens() throws {
        let bench = try InboxBench()
        try bench.folder.makeFolder("inbox/campaign")
        try bench.folder.symbolicLink("inbox/link.prompt.json", to: "nowhere")
        for round in 0..<20 {
            try bench.arrive("campaign/a.prompt.json", round.isMultiple(of: 2) ? InboxBench.valid : "{")
            try bench.look(after: InboxBench.scanInterval)
            if let prompt = bench.take() {
                _ = try bench.inbox.folder.read(prompt)
                _ = try bench.inbox.claim(prompt.path, hint: prompt.fileName, content: Array(InboxBench.valid.utf8))
                _ = try bench.inbox.folder.trace(of: prompt.path, content: nil)
                try bench.inbox.folder.fail(prompt.path, isOwn: { _ in false }, explanation: { _ in [1] })
            }
            try bench.folder.rename("inbox", to: "away")
            try bench.look(after: InboxBench.scanInterval)
            try bench.folder.rename("away", to: "inbox")
            try bench.look(after: InboxBench.scanInterval)
        }
        #expect(try bench.folder.openDescriptors() == 1)
    }

    /// The kernel allows a user few inotify instances (128 by default).
    @Test func givesItsWatchesBackWithItsEnd() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("inbox")
        for _ in 0..<300 {
            let bench = try InboxBench(folder)
            try bench.look()
            try folder.remove("outside")
        }
        #expect(try folder.openDescriptors() == 0)
    }
}
