import PromptCore

extension ModelPrice {
    /// Reads a catalog entry; `nil` without a usable price.
    init?(_ body: WireValue) {
        guard let base = body["base_price_usd"]?.double.flatMap({ USD(dollars: $0) }) else { return nil }
        self.init(
            base: base,
            unit: OneLine.text(body["price_unit"]?.text ?? "output", limit: 100),
            note: body["pricing_note"]?.text.map { OneLine.text($0) }
        )
    }
}
