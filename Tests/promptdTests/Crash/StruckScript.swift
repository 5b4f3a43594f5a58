import PromptTesting

/// A shell script that was run in an empty folder of its own under the crash-point tool.
struct StruckScript {
    let exit: ChildProcess.Exit
    let report: CrashpointReport
    let trace: Trace
    /// What the script wrote to standard error.
    let errors: String
    /// The content of every file that it left behind, by its name.
    let files: [String: [UInt8]]
    /// Where those were.
    let path: String

    init(_ script: String, _ strike: Strike? = nil, limit: Duration = .seconds(60)) async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("files")
        self.path = folder.path(of: "files")
        let crashpoint = Crashpoint(folders: [self.path], notes: folder.path, limit: limit)
        let command = try crashpoint.command(strike, isTraced: true, "/bin/sh", ["-c", script])
        let process = try ChildProcess(
            command.program,
            command.arguments,
            environment: ["PATH": "/usr/bin:/bin"],
            folder: self.path,
            output: folder.path(of: "out"),
            errors: folder.path(of: "err")
        )
        defer { process.end() }
        self.exit = try await process.waitForExit()
        self.errors = try folder.text(of: "err")
        self.report = try crashpoint.report()
        self.trace = try crashpoint.trace()
        var files: [String: [UInt8]] = [:]
        for name in try Files.tree(self.path) { files[name] = try Files.read("\(self.path)/\(name)") }
        self.files = files
    }

    /// The files as text.
    var texts: [String: String] { self.files.mapValues { String(decoding: $0, as: UTF8.self) } }
}
