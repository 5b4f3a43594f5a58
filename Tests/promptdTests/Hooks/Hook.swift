import Foundation
import PromptCore
import Testing

/// A hook in a rig: a shell script that keeps what it is told, one file a run.
struct Hook: Sendable {
    /// Writes the variables, each ended by a NUL as the system has them, and the input, then gives them their name at once.
    static let keeps = """
        cat /proc/self/environ >"$told.env" && cat >"$told.in" && mv "$told.env" "$told.run"
        """

    let path: String
    private let folder: String

    /// `body` runs in the hook's folder, with the names of this run's files, without their endings, in `$told`.
    init(_ rig: Rig, _ body: String = Self.keeps) throws {
        self.folder = Self.plain("\(rig.workspace.path)/hooks")
        self.path = "\(self.folder)/hook"
        if !Files.exists(self.folder) { try Files.makeFolder(self.folder) }
        try self.become(body)
    }

    func become(_ body: String) throws {
        let text = "#!/bin/sh\ncd '\(self.folder)' || exit 9\ntold=told-$(date +%s%N)-$$\n\(body)\n"
        try Files.write(text, to: "\(self.path).new")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(self.path).new")
        try Files.move("\(self.path).new", self.path)
    }

    /// `path` with single slashes, as promptd tells paths.
    static func plain(_ path: String) -> String { path.replacing("//", with: "/") }

    var flags: [String] { ["--hook", self.path] }

    /// What one run was told.
    struct Told: Sendable {
        let variables: [String: String]
        let input: [UInt8]

        subscript(name: String) -> String? { self.variables["PROMPTD_\(name)"] }
    }

    /// The runs so far, in the order in which they have ended.
    func told() throws -> [Told] {
        let runs = (try Files.names(in: self.folder) ?? []).filter { $0.hasSuffix(".run") }.sorted()
        return try runs.map { run in
            let variables = try (Files.read("\(self.folder)/\(run)") ?? []).split(separator: 0).map {
                String(decoding: $0, as: UTF8.self).split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
            }
            return Told(
                variables: Dictionary(uniqueKeysWithValues: variables.map { (String($0[0]), String($0[1])) }),
                input: try Files.read("\(self.folder)/\(run.dropLast(4)).in") ?? []
            )
        }
    }

    /// Waits for so many runs.
    func told(_ count: Int) async throws -> [Told] {
        try await waiting(for: "\(count) runs of the hook") {
            let told = try self.told()
            return told.count >= count ? told : nil
        }
    }

    func text(_ name: String) throws -> String { try Files.text("\(self.folder)/\(name)") }

    func has(_ name: String) -> Bool { Files.exists("\(self.folder)/\(name)") }
}
