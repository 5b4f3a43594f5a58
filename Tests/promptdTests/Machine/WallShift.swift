import Foundation
import Glibc
import PromptTesting

/// The clock on the wall of one daemon, set forward and back while it runs.
struct WallShift: Sendable {
    /// What the daemon has to be started with.
    let environment: [String: String]
    private let path: String

    private static let compiler = "/usr/bin/cc"
    private static let source = Repository.path("Tests/WallShift/wallshift.c")

    /// Whether the library that shifts the clock can be made here.
    static let isPossible = Files.exists(Self.compiler) && Files.exists(Self.source)

    /// Makes the library in the rig's folder; the clock shows noon of today (UTC), so that no test meets midnight.
    init(_ rig: Rig) async throws {
        let library = "\(rig.workspace.path)/wallshift.so"
        let arguments = ["-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o", library, Self.source]
        let made = try await rig.finish(Self.compiler, arguments)
        guard made.exit == .code(0) else { throw NeverCame(description: "no library: \(made.errors)") }
        self.path = "\(rig.workspace.path)/shift"
        self.environment = ["LD_PRELOAD": library, "WALL_SHIFT": self.path]
        try Files.write([UInt8](repeating: 0, count: 8), to: self.path)
        try self.set(hours: 0)
    }

    /// Sets the clock to so many hours after noon, or before it.
    func set(hours: Double) throws {
        let now = Date().timeIntervalSince1970
        let seconds = self.noon + hours * 3600 - now
        let bytes = withUnsafeBytes(of: Int64(seconds * 1e9)) { Array($0) }
        // In place and in one go: the daemon has it mapped.
        let file = try SystemTrouble.check("open", self.path, open(self.path, O_WRONLY | O_CLOEXEC))
        defer { close(file) }
        let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count else { throw SystemTrouble("write", self.path) }
    }

    /// A time so many hours after noon, as prompts name it.
    func text(hours: Double) -> String {
        Date(timeIntervalSince1970: self.noon + hours * 3600).formatted(.iso8601)
    }

    private let noon = (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400 + 43_200
}
