import Foundation
import PromptCore
import PromptService

/// Looks at the daemon that works on the inbox, if one does.
struct DaemonExamination {
    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    var findings: [Finding] {
        do {
            let status = try JSONValue.parse(try Status.bytes(inbox: try self.settings.folder(.inbox)))
            return Self.examine(status, at: Date())
        } catch let error as ExitError {
            return [.warning("daemon", error.message, "systemctl start promptd")]
        } catch {
            return [.warning("daemon", "its status cannot be read: \(error)", "systemctl restart promptd")]
        }
    }

    static func examine(_ status: JSONValue, at now: Date) -> [Finding] {
        let age = now.timeIntervalSince(StatusFile.heartbeat(in: status) ?? .distantPast)
        guard status["running"] != .bool(false), age <= StatusFile.staleAfter else {
            return [.warning("daemon", "none works on the inbox", "systemctl start promptd")]
        }
        let words = status["status"]?.stringValue ?? "it works"
        if let message = status["hold"]?["message"]?.stringValue {
            return [.warning("daemon", "it submits nothing at the moment", message)]
        }
        return [.ok("daemon", words)]
    }
}
