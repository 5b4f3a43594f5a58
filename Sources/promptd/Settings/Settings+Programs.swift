import Foundation
import PromptCore
import PromptFiles
import PromptService

extension Settings {
    /// What is run when jobs end, if anything is.
    func hook(for daemon: DaemonSettings) throws(ExitError) -> HookSettings? {
        // What is wrong with them is said whether there is a hook or not.
        let (limit, batch) = (try self.duration(.hookTimeout), try self.duration(.hookBatch))
        let ends = try self.words(.hookEnds)?.compactMap { JobState.Name(rawValue: $0) }
        guard let program = try self.program(.hook, for: daemon) else { return nil }
        return HookSettings(
            program: program,
            ends: ends.map { Set($0) } ?? HookSettings.allEnds,
            timeLimit: limit,
            batch: batch,
            retry: daemon.holdRetry
        )
    }

    /// What puts files where the API can fetch them, if anything does.
    func uploader(for daemon: DaemonSettings) throws(ExitError) -> UploaderSettings? {
        let limit = try self.duration(.uploaderTimeout)
        let scope: UploaderSettings.Scope = try self.choice(.uploaderFor)
        return try self.program(.uploader, for: daemon).map {
            UploaderSettings(program: $0, scope: scope, timeLimit: limit)
        }
    }

    /// It runs with the daemon's rights: who can put files into the folders of people must not have a say in it.
    private func program(_ key: SettingKey, for daemon: DaemonSettings) throws(ExitError) -> String? {
        guard let path = try self.ifSet(key, self.program) else { return nil }
        let program: String
        do {
            program = try ProgramFile.check(path)
        } catch {
            throw ExitError(.configuration, "\(key.rawValue): \(error)")
        }
        for (name, folder) in [("inbox", daemon.inbox), ("outbox", daemon.outbox)]
        where [path, program].contains(where: { $0.hasPrefix("\(folder)/") }) {
            throw ExitError(
                .configuration,
                "\(key.rawValue) (\(path)) lies in \(name) (\(folder)), where others put files; move it to /etc/promptd/hooks"
            )
        }
        return program
    }
}
