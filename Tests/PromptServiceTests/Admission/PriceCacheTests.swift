import PromptCore
import Testing

@testable import PromptService

struct PriceCacheTests {
    private let clock = ManualClock()
    private let asked = Counter()

    private func prices(_ answer: Result<ModelPrice, APIError>) -> PriceCache {
        let asked = self.asked
        var script = ScriptedAPI.Script()
        script.price = { () throws(APIError) in
            asked.add()
            return try answer.get()
        }
        return PriceCache(
            api: ScriptedAPI(script),
            lifetime: .seconds(100),
            pause: .seconds(10),
            clocks: self.clock.clocks,
            logger: .silent
        )
    }

    /// Catches a catalog that is asked for each prompt, or never again.
    @Test func aPriceCountsForAWhile() async {
        let price = ModelPrice(base: USD(micros: 30_000), unit: "image")
        let prices = self.prices(.success(price))
        for _ in 0..<3 { #expect(await prices.quote(.seedreamSequential) == .price(price)) }
        #expect(self.asked.count == 1)
        self.clock.advance(99)
        _ = await prices.quote(.seedreamSequential)
        #expect(self.asked.count == 1)
        self.clock.advance(1)
        _ = await prices.quote(.seedreamSequential)
        #expect(self.asked.count == 2)
    }

    /// Catches a lack of a price that is believed as long as a price, or asked about without a pause.
    @Test(
        arguments: [
            (.notFound, PriceCache.Quote.noSuchModel("no")), (.transient, .unavailable), (.token, .unavailable),
            (.refused, .unavailable),
        ] as [(APIError.Kind, PriceCache.Quote)]
    )
    func noPriceCountsForAShorterOne(_ kind: APIError.Kind, _ quote: PriceCache.Quote) async {
        let prices = self.prices(.failure(APIError(kind, message: "no")))
        for _ in 0..<2 { #expect(await prices.quote(.seedreamSequential) == quote) }
        #expect(self.asked.count == 1)
        self.clock.advance(10)
        _ = await prices.quote(.seedreamSequential)
        #expect(self.asked.count == 2)
    }
}
