import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// What is forgotten with the history.
@Suite(.timeLimit(.minutes(1)))
struct JournalKeeperTests {
    private static let hold = RepeatHold(inode: 1, birth: 1, phase: .held)

    /// Catches rows that are kept for ever, and one whose file its owner may still rename back, or has just renamed.
    @Test func heldFilesThatAreGoneAreForgotten() async throws {
        try await Workbench.with { bench in
            let journal = try bench.journal()
            let (gone, there) = (PromptPath.named("gone"), PromptPath.named("there"))
            let (back, known) = (PromptPath.named("back"), PromptPath.named("known"))
            let held = [
                gone, gone.ended(.failed), gone.numbered(2).ended(.failed), gone.ended(.cancelled), there,
                there.ended(.failed), back.ended(.failed), known.ended(.failed), known.numbered(2).ended(.failed),
            ]
            for path in held { try await journal.save(Self.hold, of: path) }
            for name in ["there.repeat.json", "there.failed.json", "back.prompt.json"] { try bench.drop(name) }
            try await journal.add(Job.sample("known"), prompt: [])
            let clocks = Clocks.system
            let keeper = JournalKeeper(
                journal: journal,
                folder: InboxFolder(path: bench.inbox),
                budget: Budget(caps: DaemonSettings.sample.caps, timeZone: .gmt),
                live: .sample,
                clocks: clocks,
                logger: .silent
            )
            try await keeper.pruneHolds()
            let left = try await journal.repeatHolds().map(\.source.description).sorted()
            let expected = held.filter { !$0.description.contains("gone") }.map(\.description).sorted()
            #expect(left == expected)
        }
    }
}
