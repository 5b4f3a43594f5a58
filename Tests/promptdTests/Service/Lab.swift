import Foundation
import PromptTesting

/// A machine that a real systemd has booted, thrown away after one script (`Tests/Lab/lab.sh`).
///
/// Needs root, systemd and systemd-nspawn; tests that use one are enabled by `isPossible`.
enum Lab {
    /// What a script in the lab has said, and how it ended.
    struct Ended: Sendable {
        var code: Int32
        var output: String
    }

    /// Why tests without one are off.
    static let reason = "needs root, systemd and systemd-nspawn"

    static let isPossible: Bool = {
        do {
            let workspace = try Workspace(isEmpty: true)
            defer { workspace.discard() }
            let ended = try Self.run("exit 42", in: workspace)
            if ended.code != 42 { print("no lab: \(ended.output)") }
            return ended.code == 42
        } catch {
            print("no lab: \(error)")
            return false
        }
    }()

    /// Whether a Debian package can be built here.
    static let canPackage: Bool = {
        do {
            return try Self.bash(["-c", "command -v cmark-gfm dpkg-shlibdeps strip"]).code == 0
        } catch {
            print("no package: \(error)")
            return false
        }
    }()

    /// Boots a lab that has `workspace` as `/lab`, and runs `script`, of bash, in it.
    static func run(_ script: String, in workspace: Workspace) throws -> Ended {
        let name = "script.sh"
        try Files.write("#!/bin/bash\n\(script)\n", to: "\(workspace.path)/\(name)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: "\(workspace.path)/\(name)"
        )
        return try Self.bash([Repository.path("Tests/Lab/lab.sh"), workspace.path, name])
    }

    /// Runs a script of the repository to its end.
    static func bash(_ arguments: [String]) throws -> Ended {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Ended(code: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }
}
