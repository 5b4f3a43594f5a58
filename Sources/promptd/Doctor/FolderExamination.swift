import Foundation
import PromptCore
import PromptFiles

/// Looks at one of the three folders: whether it is there, whether the daemon may work in it, what its file system can do,
/// and whether there is room.
struct FolderExamination {
    private let settings: Settings
    private let key: SettingKey
    /// Whose eyes it is seen with, for messages.
    private let who: String

    init(_ settings: Settings, _ key: SettingKey, as user: ServiceUser?) {
        self.settings = settings
        self.key = key
        self.who = user?.name ?? "this user"
    }

    var findings: [Finding] {
        do throws(ExitError) {
            return self.examine(try self.settings.folder(self.key))
        } catch {
            return [self.failure(error.message)]
        }
    }

    private func examine(_ path: String) -> [Finding] {
        var raw = stat()
        guard unsafe stat(path, &raw) == 0 else {
            let why = unsafe String(cString: strerror(errno))
            return [
                self.failure("\(path): \(why)", "Make the folder, or mount what it lies on; is it spelled right?")
            ]
        }
        guard raw.st_mode & S_IFMT == S_IFDIR else { return [self.failure("\(path) is no folder")] }
        let mode = raw.st_mode & 0o7777
        guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
            let why = unsafe String(cString: strerror(errno))
            return [
                self.failure(
                    "\(path) (mode \(String(mode, radix: 8))): \(self.who) may not work in it: \(why)",
                    self.remedy
                )
            ]
        }
        return [self.sharing(path, mode), self.abilities(path), self.room(path)].compactMap(\.self)
    }

    private func sharing(_ path: String, _ mode: UInt32) -> Finding {
        let (name, shown) = (self.key.rawValue, "\(path) (mode \(String(mode, radix: 8)))")
        if self.key == .state {
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

    /// What the daemon finds out when it starts, tried out here as well; not in a folder that it has never worked in, in
    /// which nothing is left behind.
    private func abilities(_ path: String) -> Finding? {
        guard self.key != .state else { return nil }
        let name = "\(self.key.rawValue) disk"
        do throws(FileError) {
            let folder = try OpenDirectory(at: path)
            let silence = folder.silence.map { "; \($0), so that it is scanned every few seconds" } ?? ""
            guard try folder.status(InboxFolder.ownFolder)?.kind == .directory else {
                return .ok(name, "will be tried out when promptd first starts\(silence)")
            }
            try FolderProbe.check(folder, path: path, takesDownloads: self.key == .outbox)
            let birth = self.key == .inbox ? try Self.birth(folder) : ""
            return .ok(name, "makes names once, renames without replacing, and flushes\(birth)\(silence)")
        } catch {
            return .failure(name, error.description)
        }
    }

    /// How a prompt that is held as a repetition is told from another one put into its place.
    private static func birth(_ inbox: OpenDirectory) throws(FileError) -> String {
        let isKnown = try inbox.directory(InboxFolder.ownFolder).birth(of: InboxFolder.lock) != nil
        return isKnown ? ", and knows when a file was made" : ", and not when a file was made: held ones get a mark"
    }

    private func room(_ path: String) -> Finding? {
        do throws(FileError) {
            let least = try Self.least(self.settings)
            let free = try OpenDirectory(at: path).freeBytes()
            guard free < least else { return nil }
            return self.failure(
                "\(free >> 20) MiB are free at \(path), and \(least >> 20) MiB are to stay so (min-free-space)",
                "Free some space there; until then nothing is submitted."
            )
        } catch {
            return self.failure(error.description)
        }
    }

    /// What lets somebody work in it who may not.
    private var remedy: String {
        let remedy = "Give it to the service: chown promptd:promptd, and chmod \(self.key == .state ? "700" : "2770")."
        return geteuid() == 0 || self.who == "promptd"
            ? remedy : "If it is the service's, run the doctor as root: it looks as the service's user. Else: \(remedy)"
    }

    private func failure(_ text: String, _ remedy: String? = nil) -> Finding {
        .failure(self.key.rawValue, text, remedy)
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
