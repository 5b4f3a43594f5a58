import Foundation
import Logging
import PromptCore
import PromptFiles
import Testing

@testable import PromptJournal
@testable import PromptService

/// Who is told that the daemon lives is told the truth about each of its parts.
@Suite(.timeLimit(.minutes(1)))
struct LifeTests {
    /// Catches a part that stands still while others move, and is taken for alive; one that moves again and is not forgiven.
    @Test
    func oneThatStandsStillIsEnough() {
        var misses = LifeVerdict.Misses()
        #expect(misses.note([]) == .alive)
        #expect(misses.note(["a"]) == .standsStill(["a"]))
        #expect(misses.note(["b"]) == .standsStill(["b"]))
        #expect(misses.note([]) == .alive)
        #expect(misses.note(["a", "b"]) == .standsStill(["a", "b"]))
        #expect(misses.note(["b", "c"]) == .isOver(["b"]))
        #expect(misses.note(["b"]) == .isOver(["b"]))
    }

    /// Catches a dispatcher that makes no turn and is taken for alive.
    @Test
    func theDispatcherMovesByItsTurns() {
        let health = DaemonHealth()
        let part = VitalPart.dispatcher(health)
        #expect(!part.hasMoved())
        health.turnMade(at: .now)
        #expect(part.hasMoved())
        #expect(!part.hasMoved())
    }

    /// Catches a journal that answers nobody and is taken for alive; one that answers again and is not.
    @Test
    func theJournalMovesByItsAnswers() async throws {
        try await Workbench.with { bench in
            let journal = try bench.journal()
            let part = VitalPart.journal(journal) { false }
            #expect(part.hasMoved(), "nothing was asked yet")
            while !part.hasMoved() { await Task.yield() }
            let (begun, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let held: Void = journal.perform { _ in
                begun.signal()
                end.wait()
            }
            await Self.wait(begun)
            _ = part.hasMoved()
            for _ in 0..<100 {
                await Task.yield()
                #expect(!part.hasMoved())
            }
            end.signal()
            try await held
            while !part.hasMoved() { await Task.yield() }
            try await journal.close()
        }
    }

    /// Catches a watch that does not run and is taken for alive; an idle one that is taken for dead.
    @Test
    func theInboxMovesWhenItIsWoken() async throws {
        try await Workbench.with { bench in
            let settings = DaemonSettings.sample
            let folder = InboxFolder(path: bench.inbox)
            let inbox = try Inbox(folder, settings.ofInbox, logger: Logger(label: "test"))
            let part = VitalPart.inbox(inbox)
            _ = part.hasMoved()
            #expect(!part.hasMoved(), "it does not run")
            let watch = Task { try await inbox.run {} }
            // Idle: without being asked it would sleep for a minute.
            for _ in 0..<3 {
                while !part.hasMoved() { await Task.yield() }
            }
            watch.cancel()
            try await watch.value
            _ = part.hasMoved()
            #expect(!part.hasMoved(), "it has ended")
        }
    }

    private static func wait(_ semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }
}
