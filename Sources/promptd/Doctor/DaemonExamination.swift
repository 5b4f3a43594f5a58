import Foundation
import PromptCore
import PromptFiles
import PromptService

/// Looks at the daemon that works on the inbox, if one does.
struct DaemonExamination {
    private let settings: Settings

    init(_ settings: Settings) {
        self.settings = settings
    }

    var findings: [Finding] {
        do {
            let inbox = try self.settings.folder(.inbox)
            let status = try JSONValue.parse(try Status.bytes(inbox: inbox, state: self.settings.text(.state)))
            let here = ProcessInfo.processInfo.hostName
            if status["running"] != .bool(false), let dead = StatusFile.dead(inbox: inbox, host: here) {
                return [.warning("daemon", "\(dead) has ended without a word", "systemctl start promptd")]
            }
            let folders = status["watch"]?["folders"]?.integerValue.flatMap {
                MachineExamination.inotify(needed: Int($0))
            }
            return Self.examine(status, at: Date(), here: here)
                + [folders].compactMap(\.self)
        } catch let error as ExitError {
            // One that runs must not be told to be started, and one that cannot start like this must not either.
            let isAbleToStart = error.code == .unavailable && !error.message.contains("mkdir")
            return [.warning("daemon", error.message, isAbleToStart ? "systemctl start promptd" : nil)]
        } catch {
            return [.warning("daemon", "its status cannot be read: \(error)", "systemctl restart promptd")]
        }
    }

    /// `host` is this machine's name.
    static func examine(_ status: JSONValue, at now: Date, here host: String) -> [Finding] {
        let age = now.timeIntervalSince(StatusFile.heartbeat(in: status) ?? .distantPast)
        guard status["running"] != .bool(false), age <= StatusFile.staleAfter else {
            return [.warning("daemon", "none works on the inbox", "systemctl start promptd")]
        }
        var findings: [Finding] = []
        let words = status["status"]?.stringValue ?? "it works"
        if let message = status["hold"]?["message"]?.stringValue {
            findings.append(.warning("daemon", "it submits nothing at the moment", message))
        } else {
            findings.append(.ok("daemon", words))
        }
        let (other, version) = (status["promptd"]?["host"]?.stringValue, status["promptd"]?["version"]?.stringValue)
        if let other, other != host {
            findings.append(
                .warning("daemon", "it runs on \(other), not on this machine (\(host))", "Look there: promptd doctor")
            )
        } else if let version, version != Version.current {
            findings.append(
                .warning(
                    "daemon",
                    "it is version \(version), and this program is \(Version.current)",
                    "systemctl restart promptd"
                )
            )
        }
        return findings
    }
}
