package import Foundation
import PromptCore

/// How long, and up to which size, the journal remembers what is over.
///
/// What is not settled is never forgotten, nor what the caps are held against.
package struct Retention: Equatable, Sendable {
    /// A year, in seconds.
    package static let defaultAge = 365.0 * 86_400

    /// What has ended before goes, also what may be adopted, and what repeats are held against.
    package let before: Date
    /// What was charged since then stays, whatever else is said.
    package let chargesSince: Date
    /// Bytes that may be in use: beyond them the oldest settled jobs go before their age, but none that may be adopted;
    /// `nil` for no limit.
    package let bytes: Int64?

    /// Keeps what is younger than `age`, in seconds, and what was charged in the ledger's memory before `dayStart`, the
    /// beginning of the day that the caps are held against.
    package init(age: Double = Self.defaultAge, bytes: Int64?, at now: Date, dayStart: Date) {
        self.before = now.addingTimeInterval(-age)
        self.chargesSince = dayStart.addingTimeInterval(-SpendingLedger.memory)
        self.bytes = bytes
    }
}
