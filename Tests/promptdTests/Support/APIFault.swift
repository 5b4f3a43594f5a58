import PromptCore
import Testing

/// What goes wrong at the API with one prompt, and what must come of it.
struct APIFault: Sendable, CustomTestStringConvertible {
    /// Also the name of the prompt.
    var name: String
    /// What the sandbox is asked for: the members of its faults, which strike this prompt only.
    var faults: [String]
    /// One line, for whoever reads a failure.
    var expectation: String
    /// Whether the sandbox charges the prompt.
    var isCharged = true
    /// What the daemon must say about it.
    var says = ""

    init(_ name: String, _ faults: String..., to expectation: String) {
        self.name = name
        self.faults = faults
        self.expectation = expectation
    }

    var testDescription: String { "\(self.name): to \(self.expectation)" }

    /// How the ledger knows the prompt: no name is part of another one's.
    var mark: String { "<\(self.name)>" }

    /// The prompt that meets the fault.
    var prompt: String { Workspace.picture(of: self.mark) }

    /// The faults as the sandbox takes them.
    var json: [String] { self.faults.map { #"{\#($0), "match": "\#(self.mark)"}"# } }

    func uncharged() -> APIFault {
        var fault = self
        fault.isCharged = false
        return fault
    }

    func saying(_ words: String) -> APIFault {
        var fault = self
        fault.says = words
        return fault
    }
}

extension Rig {
    /// Drops the prompts of a table.
    func drop(_ faults: [APIFault]) throws {
        for fault in faults { try self.workspace.drop(fault.name, fault.prompt) }
    }

    /// Every prompt of a table is sent while nothing goes wrong and nothing is generated; then its faults begin.
    func faultsBegin(_ faults: [APIFault]) async throws {
        try await self.letResultsComeLate()
        try self.sandbox.set(#"{"slots": 0}"#)
        let before = try self.sandbox.ledger().accepted
        try self.drop(faults)
        try await waiting(until: "all submissions") { try self.sandbox.ledger().accepted - before == faults.count }
        try self.sandbox.faults(faults)
        try self.sandbox.set(#"{"slots": 16}"#)
    }

    /// Every prompt of a table is delivered whole, was sent and charged once, and none of its faults stayed away.
    func allDelivered(_ faults: [APIFault]) async throws {
        try await self.allEnded()
        #expect(try self.workspace.waiting() == [])
        let results = try self.workspace.results()
        #expect(results == faults.map(\.name).sorted(), "folders, and nothing staged")
        let ledger = try self.sandbox.ledger()
        for fault in faults {
            #expect(ledger.sent(fault.mark) == 1 && ledger.charged(fault.mark) == 1, "\(fault.testDescription)")
            guard results.contains(fault.name) else {
                Issue.record("not delivered: \(fault.testDescription)")
                continue
            }
            let sidecar = try Rig.checkWhole("\(self.workspace.outbox)/\(fault.name)")
            #expect(sidecar.text("status") == "complete", "\(fault.testDescription)")
        }
        try self.allStruck(faults)
    }

    /// Waits until every job has ended, one way or another; if some never do, what is checked next names them.
    func allEnded() async throws {
        let ends = [".failed.json", ".error.json", ".repeat.json", ".repeat.txt"]
        do {
            try await waiting(until: "the end of all jobs") {
                try self.workspace.waiting().allSatisfy { name in ends.contains { name.hasSuffix($0) } }
            }
        } catch let late as NeverCame {
            Issue.record(late)
        }
    }

    /// How a prompt that has ended was explained; `nil`, and an issue, if it was not.
    func explanation(_ fault: APIFault) async throws -> JSONValue? {
        guard Files.exists(self.workspace.file(fault.name, "failed")) else {
            Issue.record("not failed: \(fault.testDescription)")
            return nil
        }
        return try await self.explained(fault.name)
    }

    /// None of the faults stayed away, which would prove nothing, and what the daemon was to say it has said.
    func allStruck(_ faults: [APIFault]) throws {
        let pending = try self.sandbox.pendingFaults()
        #expect(pending.isEmpty, "\(pending)")
        let log = try self.log
        for fault in faults { #expect(log.contains(fault.says) || fault.says.isEmpty, "\(fault.testDescription)") }
    }
}
