import Foundation
import PromptCore
import PromptFiles

/// Looks at the three folders: whether they are there, whether the daemon may work in them, and whether there is room.
struct FolderExamination {
    private let settings: Settings
    private let user: ServiceUser?

    init(_ settings: Settings, user: ServiceUser?) {
        self.settings = settings
        self.user = user
    }

    var findings: [Finding] {
        var findings: [Finding] = []
        for key in [SettingKey.inbox, .outbox, .state] {
            do {
                findings += self.examine(key, try self.settings.folder(key))
            } catch {
                findings.append(.failure(key.rawValue, error.message))
            }
        }
        return findings
    }

    private func examine(_ key: SettingKey, _ path: String) -> [Finding] {
        let name = key.rawValue
        var raw = stat()
        guard unsafe stat(path, &raw) == 0 else {
            let why = unsafe String(cString: strerror(errno))
            return [
                .failure(name, "\(path): \(why)", "Make the folder, or mount what it lies on; is it spelled right?")
            ]
        }
        guard raw.st_mode & S_IFMT == S_IFDIR else { return [.failure(name, "\(path) is no folder")] }
        let mode = raw.st_mode & 0o7777
        guard self.mayWork(path, raw) else {
            let who = self.user?.name ?? "this user"
            return [
                .failure(
                    name,
                    "\(path) (mode \(String(mode, radix: 8))): \(who) may not work in it",
                    "Give it to the service: chown promptd:promptd, and chmod \(key == .state ? "700" : "2770")."
                )
            ]
        }
        return [self.sharing(key, path, mode), self.room(key, path)].compactMap(\.self)
    }

    private func mayWork(_ path: String, _ raw: stat) -> Bool {
        if let user { return user.mayWork(owner: raw.st_uid, group: raw.st_gid, mode: raw.st_mode) }
        return unsafe access(path, R_OK | W_OK | X_OK) == 0
    }

    private func sharing(_ key: SettingKey, _ path: String, _ mode: UInt32) -> Finding {
        let (name, shown) = (key.rawValue, "\(path) (mode \(String(mode, radix: 8)))")
        if key == .state {
            guard mode & 0o077 != 0 else { return .ok(name, shown) }
            return .warning(name, "\(shown) is open to others, and holds every prompt", "chmod 700 \(path)")
        }
        guard mode & 0o020 != 0, mode & 0o2000 == 0 else { return .ok(name, shown) }
        return .warning(
            name,
            "\(shown) is its group's, and what is made in it is not: others may not read their results",
            "chmod g+s \(path)"
        )
    }

    private func room(_ key: SettingKey, _ path: String) -> Finding? {
        do throws(FileError) {
            let least = try Self.least(self.settings)
            let free = try OpenDirectory(at: path).freeBytes()
            guard free < least else { return nil }
            return .failure(
                key.rawValue,
                "\(free >> 20) MiB are free at \(path), and \(least >> 20) MiB are to stay so (min-free-space)",
                "Free some space there; until then nothing is submitted."
            )
        } catch {
            return .failure(key.rawValue, error.description)
        }
    }

    private static func least(_ settings: Settings) throws(FileError) -> Int64 {
        do throws(ExitError) {
            return Int64(try settings.number(.minFreeSpace)) << 20
        } catch {
            // What is wrong with the settings has been told.
            return 0
        }
    }
}
