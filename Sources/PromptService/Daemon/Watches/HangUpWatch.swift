import Logging
import PromptFiles
import ServiceLifecycle
import UnixSignals

/// Answers SIGHUP, by which daemons are asked to read their settings again, with a line in the log: it would end the
/// process otherwise, and in good order, so that the service manager would not start it again.
struct HangUpWatch: Service {
    let signals: UnixSignalsSequence
    let logger: Logger

    func run() async throws {
        for await _ in self.signals.cancelOnGracefulShutdown() {
            self.logger.notice("SIGHUP ignored: restart promptd to have the settings read again")
        }
    }
}
