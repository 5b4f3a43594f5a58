import Foundation
import PromptFiles
import PromptTesting

/// A shell script in a folder of its own.
struct Script {
    let folder: TemporaryFolder
    let path: String

    init(_ body: String, mode: Int = 0o755) throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "hook")
        try self.folder.write("#!/bin/sh\n\(body)\n", to: "hook")
        try self.chmod(mode, self.path)
    }

    func chmod(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    func program(
        _ environment: [(name: String, value: [UInt8])] = [("PATH", Array("/usr/bin:/bin".utf8))],
        input: [UInt8] = [],
        timeLimit: Duration = .seconds(60),
        grace: Duration = .seconds(60)
    ) -> Program {
        Program(path: self.path, environment: environment, input: input, timeLimit: timeLimit, grace: grace)
    }

    /// What the script has written into a file beside it; `nil` if it has not.
    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: self.folder.path(of: .init(name))).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
