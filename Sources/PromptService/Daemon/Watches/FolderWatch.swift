import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle

/// Notices a folder whose disk does not answer, which no call can tell by itself: it holds submissions and says so.
struct FolderWatch: Service {
    /// How often it looks, and how long a call may take; together less than half a minute.
    static let interval = Duration.seconds(10)
    static let patience = Duration.seconds(18)

    let settings: DaemonSettings
    let gate: SubmissionGate
    let clocks: Clocks
    let logger: Logger

    func run() async throws {
        while true {
            do {
                try await self.clocks.pause(Self.interval.seconds)
            } catch {
                return
            }
            for place in Blocking.Place.allCases { self.look(place) }
        }
    }

    private func look(_ place: Blocking.Place) {
        guard let since = Blocking.oldest(place) else { return }
        let waited = since.duration(to: self.clocks.steady())
        guard waited >= Self.patience else { return }
        let path =
            switch place {
            case .inbox: self.settings.inbox
            case .outbox: self.settings.outbox
            case .state: self.settings.state
            }
        self.gate.trouble(
            .storage,
            message: """
                the \(place.rawValue) (\(path)) has not answered for \(Int(waited.seconds)) s: its disk or file server hangs. \
                promptd goes on when it answers.
                """
        )
    }
}
