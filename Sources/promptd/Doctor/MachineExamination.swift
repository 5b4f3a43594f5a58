import Foundation

/// Looks at what the machine allows, and at its service manager.
enum MachineExamination {
    static func findings() async -> [Finding] {
        self.inotify(folder: "/proc/sys/fs/inotify") + (await self.serviceManager())
    }

    /// Watches that are few, by what a share with many folders needs: each folder takes one.
    private static let fewWatches = 4096

    /// `folder` holds the kernel's limits, a number in each file; it is hidden from a service.
    static func inotify(folder: String) -> [Finding] {
        let (watches, instances): (Int, Int)
        do {
            watches = try self.number("\(folder)/max_user_watches")
            instances = try self.number("\(folder)/max_user_instances")
        } catch {
            return [.warning("inotify", "its limits cannot be read: \(SystemReason.text(error))")]
        }
        guard watches >= self.fewWatches else {
            return [
                .warning(
                    "inotify",
                    "only \(watches) folders can be watched by one user; those beyond are only scanned",
                    "sysctl fs.inotify.max_user_watches=65536, and the same in /etc/sysctl.d"
                )
            ]
        }
        guard instances >= 8 else {
            return [
                .warning(
                    "inotify",
                    "only \(instances) programs of one user can watch anything",
                    "sysctl fs.inotify.max_user_instances=128, and the same in /etc/sysctl.d"
                )
            ]
        }
        return [.ok("inotify", "\(watches) folders can be watched, by \(instances) programs of a user")]
    }

    /// Looks at how many folders of an inbox are there to be watched.
    static func inotify(needed folders: Int, folder: String = "/proc/sys/fs/inotify") -> Finding? {
        guard let watches = try? self.number("\(folder)/max_user_watches"), folders / 9 > watches / 10 else {
            return nil
        }
        return .warning(
            "inotify",
            "the inbox has \(folders) folders, and one user can watch \(watches); those beyond are only scanned",
            "sysctl fs.inotify.max_user_watches=\(folders.multipliedReportingOverflow(by: 4).partialValue), and the same in /etc/sysctl.d"
        )
    }

    private static func number(_ path: String) throws -> Int {
        let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let number = Int(text) else { throw ExitError(.configuration, "\(path) is \(text), which is no number") }
        return number
    }

    /// The first version of systemd that has all that the units use.
    private static let leastSystemd = 252

    private static func serviceManager() async -> [Finding] {
        guard FileManager.default.fileExists(atPath: "/run/systemd/system") else {
            return [.ok("systemd", "does not run here: whatever starts promptd has to start it again when it ends")]
        }
        switch await Inquiry.ask("/usr/bin/systemctl", ["--version"], within: .seconds(5)) {
        case .said(let text): return self.systemd(said: text)
        case .failed(let why): return [.warning("systemd", why)]
        case .silent:
            return [.warning("systemd", "systemctl does not answer", "Look at the journal: journalctl -b -p err")]
        }
    }

    static func systemd(said text: String) -> [Finding] {
        // `systemd 252 (252.39-1~deb12u1)`
        let words = text.split { $0 == " " || $0 == "\n" }
        guard words.count > 1, let version = Int(words[1].prefix { $0.isNumber }) else {
            return [.warning("systemd", "its version cannot be told from “\(text.prefix(40))”")]
        }
        guard version < self.leastSystemd else { return [.ok("systemd", "version \(version)")] }
        var lost = ["protections of the unit that it does not know are left out, with a line in its log"]
        if version < 250 { lost.append("no encrypted token (LoadCredentialEncrypted=)") }
        if version < 247 { lost.append("no token from /etc/credstore at all: name its file in the environment") }
        return [
            .warning(
                "systemd",
                "version \(version), older than \(self.leastSystemd): \(lost.joined(separator: "; "))",
                "Read systemd-analyze verify promptd.service."
            )
        ]
    }
}
