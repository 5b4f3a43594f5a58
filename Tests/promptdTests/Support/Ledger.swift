import Foundation
import PromptCore

/// The sandbox's account book: what was really asked for and charged.
struct Ledger: Sendable {
    struct Submission: Sendable {
        var text: String
        var isCharged: Bool
        var body: JSONValue
        /// The API's name for it; `nil` if it was not accepted.
        var requestID: String?
        /// When it came, in seconds since 1970 by the sandbox's clock.
        var time: Double
    }

    let submissions: [Submission]
    let accepted: Int
    let imagesCharged: Int
    /// US dollars, as the sandbox writes them.
    let usdCharged: Double
    let cancelled: Int
    let tokenLeaks: Int

    init(_ bytes: [UInt8]) throws {
        let page = try JSONValue.parse(bytes)
        let entries = page["entries"]?.elements ?? []
        self.submissions = try entries.filter { $0.text("event") == "submission" }.map {
            try Submission(
                text: $0.text("body", "text") ?? $0.text("body", "prompt") ?? "",
                isCharged: $0["charged"] == .bool(true),
                body: $0["body"] ?? .null,
                requestID: $0.text("request_id"),
                time: Date($0.text("at") ?? "", strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
                    .timeIntervalSince1970
            )
        }
        func total(_ name: String) throws -> Int {
            guard let value = page["totals"]?[name]?.intValue else {
                throw NeverCame(description: "the ledger has no \(name)")
            }
            return value
        }
        self.accepted = try total("submissions_accepted")
        self.imagesCharged = try total("images_charged")
        guard case .number(let dollars) = page["totals"]?["usd_charged"], let usd = Double(dollars) else {
            throw NeverCame(description: "the ledger has no usd_charged")
        }
        self.usdCharged = usd
        self.cancelled = try total("cancelled")
        self.tokenLeaks = try total("token_leaks")
    }

    /// The names of all accepted requests, in their order.
    var requests: [String] { self.submissions.compactMap(\.requestID) }

    /// How often a prompt with `words` in its text was sent, charged or not.
    func sent(_ words: String) -> Int { self.submissions.count { $0.text.contains(words) } }

    /// How often a prompt with `words` in its text was charged.
    func charged(_ words: String) -> Int { self.submissions.count { $0.text.contains(words) && $0.isCharged } }
}
