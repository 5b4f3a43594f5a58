import PromptCore
import PromptTesting
import Testing

extension Rig {
    /// A record that programs find, checked against its schema; `nil` while there is none, or an empty one.
    ///
    /// `name` is its place below `.promptd`: `ends/NAME` or `ids/ID`.
    func endRecord(_ name: String) throws -> JSONValue? {
        guard let bytes = try Files.read("\(self.workspace.inbox)/.promptd/\(name).json"), !bytes.isEmpty else {
            return nil
        }
        let record = try JSONValue.parse(bytes)
        #expect(try PublishedSchema.end.problems(in: record) == [], "\(name)")
        return record
    }

    /// Waits for the record of a drop's end.
    @discardableResult
    func ended(_ name: String, as outcome: String, limit: Duration = .seconds(40)) async throws -> JSONValue {
        try await waiting(for: "\(name) to end as \(outcome)", limit: limit) {
            let record = try self.endRecord(name)
            return record?.text("outcome") == outcome ? record : nil
        }
    }
}
