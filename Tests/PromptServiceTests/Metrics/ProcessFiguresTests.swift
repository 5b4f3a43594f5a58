import Foundation
import Testing

@testable import PromptService

/// What the kernel says of the process.
struct ProcessFiguresTests {
    /// As proc(5) has it, with a name that looks like more.
    static let stat = """
        42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 7 0 1000 8192000 300 18446744073709551615 1 1 0
        """

    /// Catches fields that are counted wrong.
    @Test
    func theFields() throws {
        let figures = try #require(
            ProcessFigures(stat: Self.stat, ticks: 100, pageSize: 4096, bootTime: 1_700_000_000)
        )
        #expect(figures.cpuSeconds == 3 && figures.threads == 7)
        #expect(figures.virtualBytes == 8_192_000 && figures.residentBytes == 1_228_800)
        #expect(figures.started == 1_700_000_010)
        #expect(ProcessFigures(stat: "42 (a) S 1 2", ticks: 100, pageSize: 4096, bootTime: 0) == nil)
    }

    /// Catches a file that is not read, or a start that is not in this process's time.
    @Test
    func thisProcess() throws {
        let figures = try #require(ProcessFigures.now())
        let now = Date().timeIntervalSince1970
        #expect(figures.residentBytes > 1 << 20 && (figures.openDescriptors ?? 0) > 2)
        #expect(figures.started < now + 1 && figures.started > now - 86_400)
    }
}
