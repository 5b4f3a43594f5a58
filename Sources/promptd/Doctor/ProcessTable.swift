import Foundation

/// The promptd daemons that run on this machine, as far as `/proc` shows them.
struct ProcessTable: Sendable {
    struct Daemon: Equatable, Sendable {
        var pid: Int
        /// The files and folders it has open, by name.
        var open: Set<String>
        var user: UInt32?
        var umask: UInt32?
        /// The program on disk is another one by now.
        var isReplaced: Bool
    }

    let daemons: [Daemon]

    /// - Parameter root: Where the kernel shows processes.
    init(_ root: String = "/proc") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        self.daemons = names.compactMap { Int($0) }.sorted().compactMap { Self.daemon($0, "\(root)/\($0)") }
    }

    private static func daemon(_ pid: Int, _ folder: String) -> Daemon? {
        let arguments = self.text("\(folder)/cmdline").split(separator: "\0")
        guard arguments.count > 1, arguments[1] == "run", arguments[0].split(separator: "/").last == "promptd" else {
            return nil
        }
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")) ?? []
        // Only names are read: what they stand for may hang.
        let open = descriptors.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")
        }
        let status = self.text("\(folder)/status").split(separator: "\n")
        func field(_ name: String) -> Substring? {
            status.first { $0.hasPrefix("\(name):") }?.split(separator: "\t").dropFirst().first
        }
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/exe")) ?? ""
        return Daemon(
            pid: pid,
            open: Set(open),
            user: field("Uid").flatMap { UInt32($0) },
            umask: field("Umask").flatMap { UInt32($0, radix: 8) },
            isReplaced: program.hasSuffix(" (deleted)")
        )
    }

    /// Empty for a process that is gone, or hidden.
    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
