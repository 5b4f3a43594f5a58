import Foundation
import Logging
import PromptCore
import PromptFiles

/// Ends the process when it cannot end in good order because a disk does not answer: the journal knows how far each job is,
/// and the next start goes on from there.
struct StopDeadline: Sendable {
    /// Longer than a submission under way is waited for, and shorter than the service manager's patience.
    static let patience = Duration.seconds(22)

    let clocks: Clocks
    let logger: Logger

    /// Returns when its task is cancelled; otherwise the process ends.
    func wait() async {
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
