import Foundation

/// The built programs that tests run.
enum Program {
    /// Overrides the place where `promptd` is looked for.
    static let variable = "PROMPTD_UNDER_TEST"

    /// The `promptd` that is tested.
    static func path() throws -> String {
        if let path = ProcessInfo.processInfo.environment[Self.variable] { return path }
        guard let path = Self.built("promptd") else {
            throw NeverCame(description: "promptd is not built; run `swift build`, or name it in \(Self.variable)")
        }
        return path
    }

    /// The tool that strikes a program at one of its operations.
    static func crashpoint() throws -> String {
        guard let path = Self.built("crashpoint") else {
            throw NeverCame(description: "crashpoint is not built; run `swift build --build-tests`")
        }
        return path
    }

    /// Beside the test bundle, where `swift build` puts both.
    private static func built(_ name: String) -> String? {
        var folders = CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
        folders.append(URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
        folders.append(Bundle.main.bundleURL.appending(path: "x"))
        return folders.lazy
            .map { $0.deletingLastPathComponent().appending(path: name).path(percentEncoded: false) }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
