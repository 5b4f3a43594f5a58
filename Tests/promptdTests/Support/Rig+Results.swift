import ImageFormats
import PromptCore
import PromptTesting
import Testing

extension Rig {
    /// The status file; `nil` while there is none.
    func status() throws -> JSONValue? {
        try Files.read("\(self.workspace.inbox)/.promptd/status.json").map { try JSONValue.parse($0) }
    }

    /// Waits until the status file says something, and checks all of it by the published schema.
    func statusShows(
        _ what: String,
        limit: Duration = .seconds(40),
        _ condition: (JSONValue) throws -> Bool
    ) async throws {
        try await waiting(until: "the status to show \(what)", limit: limit) {
            guard let status = try self.status(), try condition(status) else { return false }
            #expect(try PublishedSchema.status.problems(in: status) == [])
            return true
        }
    }

    /// Waits until nothing but the given files is left in the inbox.
    func inboxHolds(_ names: [String] = []) async throws {
        try await waiting(until: "the inbox to hold only \(names)") {
            try self.workspace.waiting() == names.sorted()
        }
    }

    /// Drops a prompt for one picture under each name.
    func dropEach(_ names: [String]) throws {
        for name in names { try self.workspace.drop(name, Workspace.picture(of: "<\(name)>")) }
    }

    /// Waits until every one of them is delivered and none is left, and checks that each was charged once.
    func deliveredEach(_ names: [String]) async throws {
        for name in names { try await self.delivered(name, prompt: Workspace.picture(of: "<\(name)>")) }
        try await self.inboxHolds()
        let ledger = try self.sandbox.ledger()
        for name in names { #expect(ledger.charged("<\(name)>") == 1, "\(name)") }
    }

    /// Waits until nothing but the given folders is left in the outbox, hidden ones included.
    func outboxHolds(_ names: [String] = []) async throws {
        try await waiting(until: "the outbox to hold only \(names)") {
            try self.workspace.results() == names.sorted()
        }
    }

    /// Waits for a result and checks everything about it.
    ///
    /// - Returns: its sidecar.
    @discardableResult
    func delivered(
        _ name: String,
        as folder: String? = nil,
        prompt: String,
        images: Int = 1,
        width: Int = 2048,
        height: Int = 2048
    ) async throws -> JSONValue {
        let place = folder ?? name
        let path = "\(self.workspace.outbox)/\(place)"
        try await waiting(until: "the result \(place)") { Files.exists(path) }
        let sidecar = try Self.checkWhole(path)
        let stem = name.split(separator: "/").last.map { String($0) } ?? name
        var expected = ["metadata.json", "\(stem).prompt.json"]
        for number in 1...images { expected.append("\(stem)-\(number).png") }
        #expect(try Files.names(in: path).map { $0.map(Array.init(_:)) } == expected.sorted().map(Array.init(_:)))
        #expect(try Files.read("\(path)/\(stem).prompt.json") == Array(prompt.utf8), "the prompt's bytes")
        #expect(sidecar.text("status") == "complete")
        for file in sidecar["files"]?.elements ?? [] {
            #expect(file["width"]?.intValue == width && file["height"]?.intValue == height)
        }
        try await self.checkHashes(path, sidecar)
        return sidecar
    }

    /// Checks that a visible folder is complete: every file its sidecar names is a whole one of the kind and the size, in
    /// bytes, pixels and seconds, that the sidecar says.
    ///
    /// - Returns: the sidecar.
    @discardableResult
    static func checkWhole(_ path: String) throws -> JSONValue {
        let sidecar = try JSONValue.parse(try #require(try Files.read("\(path)/metadata.json"), "\(path): no sidecar"))
        #expect(try PublishedSchema.metadata.problems(in: sidecar) == [], "\(path)")
        let files = try #require(sidecar["files"]?.elements)
        #expect(!files.isEmpty, "\(path): no images")
        for file in files {
            let name = try #require(file.text("file"))
            let bytes = try #require(try Files.read("\(path)/\(name)"), "\(path): no \(name)")
            #expect(file["bytes"]?.intValue == bytes.count, "\(path)/\(name)")
            let facts = ImageInspection.inspect(size: Int64(bytes.count)) { offset, count in
                Array(bytes.dropFirst(Int(offset)).prefix(count))
            }
            let said = ImageFacts(
                format: try #require(ImageFormat.allCases.first { $0.mediaType == file.text("media_type") }),
                width: file["width"]?.intValue,
                height: file["height"]?.intValue,
                seconds: file["seconds"]?.number
            )
            #expect(facts == .complete(said), "\(path)/\(name)")
        }
        return sidecar
    }

    /// Checks the sidecar's hashes with another program than the one that made them.
    private func checkHashes(_ path: String, _ sidecar: JSONValue) async throws {
        for file in sidecar["files"]?.elements ?? [] {
            let name = try #require(file.text("file"))
            let sum = try await self.finish("/usr/bin/sha256sum", ["--zero", "\(path)/\(name)"])
            #expect(sum.output.prefix(64) == file.text("sha256") ?? "", "\(name)")
        }
    }

    /// Waits for the explanation of a failure.
    func explained(_ name: String) async throws -> JSONValue {
        try await waiting(until: "\(name).failed.json") {
            Files.exists(self.workspace.file(name, "failed")) && Files.exists(self.workspace.file(name, "error"))
        }
        let explanation = try JSONValue.parse(try Files.read(self.workspace.file(name, "error")) ?? [])
        #expect(try PublishedSchema.error.problems(in: explanation) == [], "\(name)")
        return explanation
    }
}
