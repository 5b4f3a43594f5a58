import ControlSocket
import PromptControl

/// Asks the daemon for something that a file in the inbox can ask for as well.
enum GestureCall {
    /// Asks it: the answer comes at once, and is exact.
    ///
    /// - Returns: `nil` if none answers, which is said: then the file alone asks, once more if it lies there already.
    /// - Throws: `ExitError` if the settings are wrong, or if the daemon refuses.
    static func ask(_ request: ControlRequest, _ settings: Settings) async throws(ExitError) -> ControlAnswer? {
        guard settings.text(.state) != nil || settings.text(.control) != nil else {
            return self.none("neither state nor control is set")
        }
        let path = try settings.controlPath()
        let client = ControlClient(path: path)
        let answer: ControlAnswer
        do {
            answer = try await client.ask(request, within: FolderCommand.patience + .seconds(5))
        } catch .noDaemon {
            return self.none("no promptd answers at \(path)")
        } catch .notAllowed {
            return self.none("this user must not ask the promptd at \(path)")
        } catch {
            return self.none("the promptd at \(path) has not answered: \(ControlPlace.text(error))")
        }
        if case .refused(let message) = answer { throw ExitError(.unavailable, message) }
        return answer
    }

    private static func none(_ why: String) -> ControlAnswer? {
        Terminal.complain("promptd: by a file in the inbox, since \(why)")
        return nil
    }
}
