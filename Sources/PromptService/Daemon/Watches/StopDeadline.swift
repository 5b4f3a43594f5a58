import Foundation
import Logging
import PromptCore
import PromptFiles
import Synchronization

/// Ends the process when it cannot end in good order because a disk does not answer: the journal knows how far each job is,
/// and the next start goes on from there.
final class StopDeadline: Sendable {
    /// Longer than a submission under way is waited for, and shorter than the service manager's patience.
    static let patience = Duration.seconds(22)

    private let clocks: Clocks
    private let logger: Logger
    private let waiting = Mutex<Task<Void, Never>?>(nil)

    init(clocks: Clocks, logger: Logger) {
        self.clocks = clocks
        self.logger = logger
    }

    /// From now on the daemon has that long to end.
    func arm() {
        self.waiting.withLock { $0 = $0 ?? Task { await self.wait() } }
    }

    /// It has ended.
    func disarm() {
        self.waiting.withLock { $0?.cancel() }
    }

    private func wait() async {
        do {
            try await self.clocks.sleep(self.clocks.steady() + Self.patience)
        } catch {
            return
        }
        let hung = Blocking.Place.allCases.filter { Blocking.oldest($0) != nil }.map(\.rawValue)
        self.logger.critical(
            "stopped although something is still under way",
            metadata: [LogKeys.error: "no answer from: \(hung.joined(separator: ", "))"]
        )
        // Not exit: what would be cleaned up there waits for the same disk.
        _exit(74)
    }
}
