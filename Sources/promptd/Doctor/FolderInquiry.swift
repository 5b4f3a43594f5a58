import Foundation
import PromptCore

/// Has a folder, or a program such as the hook, looked at by a process of its own: a share that hangs holds whoever asks it, also at the end of a program.
struct FolderInquiry: Sendable {
    let key: SettingKey
    /// Its path.
    let path: String
    /// The arguments of this program.
    let arguments: [String]

    /// Seconds after which a folder counts as one that does not answer.
    private static let limit = 10

    func findings() async -> [Finding] {
        let arguments = self.arguments + ["--examine", self.key.rawValue]
        switch await Inquiry.ask("/proc/self/exe", arguments, within: .seconds(Self.limit)) {
        case .said(let text): return Finding.list(Array(text.utf8)) ?? [self.unexamined("what was said is not JSON")]
        case .failed(let why): return [self.unexamined(why)]
        case .silent:
            return [
                .failure(
                    self.key.rawValue,
                    "\(self.path) does not answer within \(Self.limit) s: its disk or file server hangs",
                    "Look at the machine that serves it, and at its mount; promptd goes on by itself when it answers."
                )
            ]
        }
    }

    /// What concerns all folders together: to follow the links in their paths is to ask them.
    static let together = "together"

    /// - Returns: nothing if one of them does not answer, which is told of that one.
    static func all(_ arguments: [String]) async -> [Finding] {
        let answer = await Inquiry.ask(
            "/proc/self/exe",
            arguments + ["--examine", self.together],
            within: .seconds(self.limit)
        )
        return switch answer {
        case .said(let text): Finding.list(Array(text.utf8)) ?? []
        case .failed(let why): [.warning("mounts", "they could not be looked at: \(why)")]
        case .silent: []
        }
    }

    private func unexamined(_ why: String) -> Finding {
        .failure(self.key.rawValue, "\(self.path) could not be looked at: \(why)")
    }
}
