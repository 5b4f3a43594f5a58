import Foundation
import Logging
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// The inbox on a thread of its own, with the real clock.
@Suite(.timeLimit(.minutes(1)))
struct InboxRunTests {
    private let folder: TemporaryFolder

    init() throws {
        self.folder = try TemporaryFolder()
        try self.folder.makeFolder("inbox")
    }

    /// Scans so seldom that only an event, or the clock, can be what wakes it.
    private func inbox(settle: Duration) throws -> Inbox {
        let settings = Inbox.Settings(
            settling: SettlingRule(settle: settle, grace: .seconds(3600)),
            scanInterval: .seconds(3600),
            rules: PromptRules()
        )
        let folder = InboxFolder(path: self.folder.path(of: "inbox"))
        return try Inbox(folder, settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Runs `body` with each look of the running inbox as an element.
    private func running(_ inbox: Inbox, _ body: (AsyncStream<Void>) async throws -> Void) async throws {
        let (looks, continuation) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await inbox.run { continuation.yield() } }
            try await body(looks)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func take(_ inbox: Inbox) -> ReadyPrompt? {
        inbox.take(at: Date()) { _ in true }
    }

    @Test func wakesWhenAFileIsRenamedIn() async throws {
        let inbox = try self.inbox(settle: .seconds(3600))
        try await self.running(inbox) { looks in
            var taken: ReadyPrompt?
            for await _ in looks {
                taken = self.take(inbox)
                if taken != nil { break }
                guard !self.folder.exists("inbox/a.prompt.json") else { continue }
                try self.folder.write(InboxBench.valid, to: "arriving")
                try self.folder.rename("arriving", to: "inbox/a.prompt.json")
            }
            #expect(taken?.path == .at("a"))
        }
    }

    @Test func wakesWhenAFileHasSettled() async throws {
        let inbox = try self.inbox(settle: .milliseconds(30))
        try await self.running(inbox) { looks in
            var taken: ReadyPrompt?
            for await _ in looks {
                taken = self.take(inbox)
                if taken != nil { break }
                guard !self.folder.exists("inbox/a.prompt.json") else { continue }
                try self.folder.write(InboxBench.valid, to: "inbox/a.prompt.json")
            }
            #expect(taken?.path == .at("a"))
        }
    }

    @Test func wakesWhenAPromptIsReleased() async throws {
        let inbox = try self.inbox(settle: .seconds(3600))
        try self.folder.write(InboxBench.valid, to: "arriving")
        try await self.running(inbox) { looks in
            var count = 0
            for await _ in looks {
                if !self.folder.exists("inbox/a.prompt.json") {
                    try self.folder.rename("arriving", to: "inbox/a.prompt.json")
                }
                guard let prompt = self.take(inbox) else { continue }
                count += 1
                if count == 3 { break }
                inbox.release(prompt.path)
            }
            #expect(count == 3)
        }
    }

    /// It waits in the kernel, where no cancellation reaches it by itself.
    @Test func endsWhenItsTaskIsCancelled() async throws {
        let inbox = try self.inbox(settle: .seconds(3600))
        var looked = false
        try await self.running(inbox) { looks in
            for await _ in looks {
                looked = true
                break
            }
        }
        #expect(looked)
    }
}
