import ControlSocket
import PromptControl

/// Asks the daemon that the settings mean.
struct ControlCall {
    let path: String
    private let client: ControlClient

    init(_ settings: Settings) throws(ExitError) {
        self.path = try settings.controlPath()
        self.client = ControlClient(path: self.path)
    }

    func reload() async throws(ExitError) -> ControlAnswer.Reload {
        if case .reload(let answer) = try await self.ask(.reload) { return answer }
        throw Self.strange
    }

    /// The path of a copy of the journal, made now.
    func backup() async throws(ExitError) -> String {
        if case .backup(let path) = try await self.ask(.backup, within: .seconds(1800)) { return path }
        throw Self.strange
    }

    /// Whether a daemon answers.
    var isAnswered: Bool { get async { await self.client.isAnswered } }

    func ask(
        _ request: ControlRequest,
        within limit: Duration = .seconds(60)
    ) async throws(ExitError) -> ControlAnswer {
        do {
            let answer = try await self.patiently { () async throws(ControlError) in
                try await self.client.ask(request, within: limit)
            }
            if case .refused(let message) = answer { throw ExitError(.unavailable, message) }
            return answer
        } catch let error as ExitError {
            throw error
        } catch ControlError.noDaemon {
            throw ExitError(
                .unavailable,
                """
                no promptd answers at \(self.path): does it run, with these settings? (systemctl status promptd; if control \
                itself was changed, systemctl restart promptd)
                """
            )
        } catch ControlError.notAllowed {
            throw ExitError(.noPermission, "this user must not ask the promptd at \(self.path): use sudo")
        } catch {
            throw ExitError(.unavailable, "the promptd at \(self.path) cannot be asked: \(ControlPlace.text(error))")
        }
    }

    /// A daemon that has just become ready may not listen yet, by a hair's breadth.
    private func patiently(
        _ body: () async throws(ControlError) -> ControlAnswer
    ) async throws(ControlError) -> ControlAnswer {
        for _ in 0..<20 {
            do {
                return try await body()
            } catch .noDaemon {
                guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { throw .noDaemon }
            }
        }
        return try await body()
    }

    static let strange = ExitError(
        .unavailable,
        "promptd has answered something else: command and daemon are of different versions; restart promptd"
    )
}
