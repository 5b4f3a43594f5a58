import Foundation

/// The built `promptd` that is tested.
enum Program {
    /// Overrides the place where it is looked for.
    static let variable = "PROMPTD_UNDER_TEST"

    /// Beside the test bundle, where `swift build` puts both.
    static func path() throws -> String {
        if let path = ProcessInfo.processInfo.environment[Self.variable] { return path }
        var folders = CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
        folders.append(URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
        folders.append(Bundle.main.bundleURL.appending(path: "x"))
        for folder in folders {
            let path = folder.deletingLastPathComponent().appending(path: "promptd").path(percentEncoded: false)
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw NeverCame(description: "promptd is not built; run `swift build`, or name it in \(Self.variable)")
    }
}
