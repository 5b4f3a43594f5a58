import PromptCore

extension ModelPrice {
    /// Reads a catalog entry; `nil` without a usable price.
    init?(_ body: WireValue, hiding token: AccessToken) {
        guard let base = body["base_price_usd"]?.double.flatMap({ USD(dollars: $0) }) else { return nil }
        self.init(
            base: base,
            unit: token.line(body["price_unit"]?.text ?? "output", limit: 100)
        )
    }
}
