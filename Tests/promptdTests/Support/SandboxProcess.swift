import Glibc
import PromptCore

/// `promptd sandbox` on a port of its own.
struct SandboxProcess: Sendable {
    let process: ChildProcess
    let port: Int

    var url: String { "http://127.0.0.1:\(self.port)" }

    /// Waits for the line that names the port.
    static func started(_ process: ChildProcess, output: String) async throws -> SandboxProcess {
        let line = try await waiting(for: "the sandbox's first line") {
            if let exit = process.exit { throw NeverCame(description: "the sandbox ended: \(exit)") }
            let text = try Files.text(output)
            return text.hasSuffix("\n") ? text : nil
        }
        let start = "sandbox listening on http://127.0.0.1:"
        guard line.hasPrefix(start), let port = Int(line.dropFirst(start.count).dropLast()) else {
            throw NeverCame(description: "the sandbox said: \(line)")
        }
        return SandboxProcess(process: process, port: port)
    }

    /// The account book, or the last `limit` of its entries.
    func ledger(limit: Int? = nil) throws -> Ledger {
        try Ledger(try self.control("GET", limit.map { "ledger?limit=\($0)" } ?? "ledger"))
    }

    /// The account book as the sandbox shows it.
    func ledgerPage() throws -> JSONValue { try JSONValue.parse(try self.control("GET", "ledger")) }

    /// Asks for a fault, as JSON.
    func fault(_ json: String) throws {
        _ = try self.control("POST", "faults", json)
    }

    /// Asks for the faults of prompts that go wrong, each in its own way.
    func faults(_ faults: [APIFault]) throws {
        try self.fault("[\(faults.flatMap(\.json).joined(separator: ",\n"))]")
    }

    /// The faults that have not struck, or not as often as they were to: what each strikes, and whom.
    func pendingFaults() throws -> [String] {
        let faults = try JSONValue.parse(try self.control("GET", "faults"))["faults"]?.elements ?? []
        return faults.map { "\($0.text("do") ?? "?") on \($0.text("on") ?? "?") of \($0.text("match") ?? "anything")" }
    }

    func clearFaults() throws {
        _ = try self.control("DELETE", "faults")
    }

    /// Changes slots, seconds an image or the token, as JSON.
    func set(_ json: String) throws {
        _ = try self.control("POST", "settings", json)
    }

    /// Submits an input as somebody else would who uses the same account.
    ///
    /// - Returns: the request's id.
    func submit(_ model: String, _ body: String) throws -> String {
        let answer = try HTTPCall.send("POST", "/v1/models/\(model)", port: self.port, body: body, token: Rig.token)
        guard answer.status == 200, let id = try JSONValue.parse(answer.body).text("request_id") else {
            throw NeverCame(description: "a submission of a test's own was answered \(answer.status)")
        }
        return id
    }

    private func control(_ method: String, _ path: String, _ body: String = "") throws -> [UInt8] {
        let answer = try HTTPCall.send(method, "/sandbox/\(path)", port: self.port, body: body)
        guard answer.status == 200 else {
            let text = String(decoding: answer.body, as: UTF8.self)
            throw NeverCame(description: "\(method) \(path) was answered \(answer.status): \(text)")
        }
        return answer.body
    }
}
