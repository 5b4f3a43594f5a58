import Foundation
import Testing

@testable import PromptService

/// Room on the disks.
struct StorageFiguresTests {
    /// Catches a journal that is not found, and a folder that is away and takes the others with it.
    @Test
    func whatThereIs() async throws {
        try await Workbench.with { bench in
            _ = try bench.journal()
            var settings = DaemonSettings.sample
            (settings.inbox, settings.state) = (bench.inbox, bench.state)
            let sizes = await StorageFigures(settings).now()
            #expect(Set(sizes.freeBytes.keys) == ["inbox", "state"])
            #expect(sizes.journalBytes.map { $0 > 4096 } == true)
        }
    }
}
