/// What the content of `.promptd/ids/<id>.json` tells of a key: the second witness if the journal is lost or set back
/// (contract §3.1).
package enum KeyRecord: Equatable, Sendable {
    /// A drop with that key was or may have been charged.
    case paid(EarlierDrop)
    /// The last drop with that key has cost nothing; or the record is another key's.
    case free
    /// It is no record that promptd has written, or not the whole of one: nobody can tell.
    case unreadable

    package init(_ id: PromptID, in record: [UInt8]) {
        if let earlier = EarlierDrop(paidAs: id, in: record) {
            self = .paid(earlier)
            return
        }
        let found: JSONValue
        do {
            found = try JSONValue.parse(record)
        } catch {
            self = .unreadable
            return
        }
        let outcome = found["outcome"]?.stringValue.flatMap { EndRecord.Outcome(rawValue: $0) }
        // Where letter case does not count, two keys may share a file's name.
        let isAnothers = found["id"]?.stringValue.map { $0 != id.rawValue } ?? false
        let isFree = outcome != .delivered && found["may_have_been_charged"] == .bool(false)
        self = outcome != nil && (isAnothers || isFree) ? .free : .unreadable
    }

    /// Whether the record stays although `job`, which has the same key, is made or has ended without a charge: it is of
    /// another drop that was or may have been charged, and tells of it for as long as there is one.
    package static func isOfPaid(_ id: PromptID, in record: [UInt8], otherThan job: JobID?) -> Bool {
        guard case .paid(let earlier) = KeyRecord(id, in: record) else { return false }
        return earlier.job != job
    }
}
