import Foundation

/// Looks at what the machine allows.
enum MachineExamination {
    static var findings: [Finding] { self.inotify(folder: "/proc/sys/fs/inotify") }

    /// Watches that are few, by what a share with many folders needs: each folder takes one.
    private static let fewWatches = 4096

    /// `folder` holds the kernel's limits, a number in each file; it is hidden from a service.
    static func inotify(folder: String) -> [Finding] {
        let text: String
        do {
            text = try String(contentsOfFile: "\(folder)/max_user_watches", encoding: .utf8)
        } catch {
            return [.warning("inotify", "its limits cannot be read: \(error.localizedDescription)")]
        }
        guard let watches = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            return [.warning("inotify", "its limit is \(text), which is no number")]
        }
        guard watches < self.fewWatches else { return [.ok("inotify", "\(watches) folders can be watched")] }
        return [
            .warning(
                "inotify",
                "only \(watches) folders can be watched by one user; those beyond are only scanned",
                "sysctl fs.inotify.max_user_watches=65536, and the same in /etc/sysctl.d"
            )
        ]
    }
}
