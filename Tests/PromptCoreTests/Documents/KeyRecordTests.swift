import Testing

@testable import PromptCore

/// What a key's record tells when the journal knows nothing.
struct KeyRecordTests {
    private let key: PromptID
    private static let job = "0abcdefghjkmnpqr"

    init() throws { self.key = try #require(PromptID(rawValue: "order-1")) }

    private func record(_ outcome: String, charged: Bool, id: String = "order-1", job: String = Self.job) -> [UInt8] {
        let members = """
            "name": "kite", "id": "\(id)", "outcome": "\(outcome)", "job_id": "\(job)", "may_have_been_charged": \(charged)
            """
        return Array("{\(members)}".utf8)
    }

    /// Catches a paid key that counts as free.
    @Test(arguments: [("delivered", true), ("failed", true), ("unconfirmed", true)])
    func whatMayHaveBeenCharged(_ outcome: String, _ charged: Bool) throws {
        guard case .paid(let earlier) = KeyRecord(self.key, in: self.record(outcome, charged: charged)) else {
            Issue.record("\(outcome) is not paid")
            return
        }
        #expect(earlier.name == "kite" && earlier.job.rawValue == Self.job)
    }

    /// Catches a key that is never tried anew, and two that share a file where letter case does not count.
    @Test func whatCostNothing() {
        for outcome in ["failed", "cancelled", "not_taken", "repeat"] {
            #expect(KeyRecord(self.key, in: self.record(outcome, charged: false)) == .free)
        }
        #expect(KeyRecord(self.key, in: self.record("delivered", charged: true, id: "ORDER-1")) == .free)
    }

    /// Catches a record that nobody can read and that counts as free.
    @Test(arguments: ["", "\0\0\0", "mine", "{}", "[]", #"{"id": "order-1", "outcome": "deliv"#])
    func whatNobodyCanTell(_ text: String) {
        #expect(KeyRecord(self.key, in: Array(text.utf8)) == .unreadable)
    }

    /// The same for one that is whole and says too little.
    @Test func aRecordThatSaysTooLittle() {
        #expect(KeyRecord(self.key, in: self.record("delivered", charged: true, job: "x")) == .unreadable)
        #expect(KeyRecord(self.key, in: self.record("made", charged: false)) == .unreadable)
    }
}
