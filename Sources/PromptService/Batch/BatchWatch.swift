import PromptCore
import Synchronization

/// Wakes the jobs of files with many prompts when one of those has ended.
final class BatchWatch: Sendable {
    private let signals = Mutex<[[FileName]: WakeSignal]>([:])

    /// The signal of the file whose prompts lie in `folder`.
    func signal(_ folder: [FileName]) -> WakeSignal {
        self.signals.withLock { signals in
            if let known = signals[folder] { return known }
            let new = WakeSignal()
            signals[folder] = new
            return new
        }
    }

    /// Nobody waits for that folder's prompts any more.
    func end(_ folder: [FileName]) { self.signals.withLock { _ = $0.removeValue(forKey: folder) } }

    /// A prompt is not worked on any more.
    func ended(_ path: PromptPath) {
        guard path.folder.last?.batchStem != nil else { return }
        self.signals.withLock { $0[path.folder] }?.wake()
    }
}
