import FoundationEssentials
import NIOHTTP1
package import PromptCore

/// That the API has answered, whatever it said.
package struct Contact: Equatable, Sendable {
    /// Seconds from the question to the answer, connection included.
    package var seconds: Double
    /// How many seconds the API's clock is ahead of this machine's, to within `seconds`; `nil` if it does not tell.
    package var clockAhead: Double?
}

extension RunComfyClient {
    /// Asks for the smallest thing there is, to see whether the API can be reached; any answer counts, also a refusal.
    ///
    /// - Throws: `APIError` of kind `transient` if there is none.
    package func contact() async throws(APIError) -> Contact {
        let (start, clock) = (Date(), ContinuousClock.now)
        let exchange = await self.exchange(
            self.request(.GET, "/models?limit=1"),
            for: .call,
            within: self.timeouts.call
        )
        let seconds = clock.duration(to: .now) / .seconds(1)
        switch exchange {
        case .failed(let reason):
            throw APIError(.transient, message: self.unreachable(reason)).readable(hiding: self.token)
        case .answered(let answer):
            // The header has whole seconds, cut off, and was written somewhere between question and answer.
            let middle = start.addingTimeInterval(seconds / 2)
            let ahead = answer.date.flatMap(WireDate.http).map { $0.timeIntervalSince(middle) + 0.5 }
            return Contact(seconds: seconds, clockAhead: ahead)
        }
    }

    /// Asks what is left in the account: one purse for all products of the vendor.
    ///
    /// The call is at another host of the vendor's than the rest, which gets the token for this alone.
    ///
    /// - Returns: `nil` if the API is one whose account is at no known address: nobody else gets the token.
    package func balance() async throws(APIError) -> USD? {
        guard let url = self.endpoint.balance else { return nil }
        let (answer, body) = try await self.call(.GET, url: url)
        guard let balance = Self.balance(body) else {
            throw APIError.unreadable(answer, "names no balance").readable(hiding: self.token)
        }
        return balance
    }

    /// Less than nothing is nothing.
    private static func balance(_ body: WireValue) -> USD? {
        if let micros = body["balance_microdollars"]?.integer { return USD(micros: max(0, Int64(micros))) }
        return body["balance_usd"]?.double.flatMap { USD(dollars: max(0, $0)) }
    }
}
