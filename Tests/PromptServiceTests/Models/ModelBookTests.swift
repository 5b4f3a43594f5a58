import PromptCore
import Testing

@testable import PromptService

struct ModelBookTests {
    private let clock = ManualClock()
    private let asked = Counter()

    private func book(_ answer: Result<ModelPrice?, APIError>, live: LiveSettings = .sample) -> ModelBook {
        let asked = self.asked
        var script = ScriptedAPI.Script()
        script.price = { () throws(APIError) in
            asked.add()
            return try answer.get()
        }
        return ModelBook(
            api: ScriptedAPI(script),
            live: live,
            lifetime: .seconds(100),
            pause: .seconds(10),
            clocks: self.clock.clocks,
            logger: .silent
        )
    }

    /// Catches a catalog that is asked for each prompt, or never again.
    @Test func aPriceCountsForAWhile() async {
        let price = ModelPrice(base: USD(micros: 30_000), unit: "image")
        let book = self.book(.success(price))
        for _ in 0..<3 { #expect(await book.quote(.seedreamSequential) == .price(price)) }
        #expect(self.asked.count == 1)
        self.clock.advance(99)
        _ = await book.quote(.seedreamSequential)
        #expect(self.asked.count == 1)
        self.clock.advance(1)
        _ = await book.quote(.seedreamSequential)
        #expect(self.asked.count == 2)
    }

    /// Catches a lack of a price that is believed as long as a price, or asked about without a pause.
    @Test(
        arguments: [
            (.notFound, ModelBook.Quote.noSuchModel("no")), (.transient, .unavailable), (.token, .unavailable),
            (.refused, .unavailable),
        ] as [(APIError.Kind, ModelBook.Quote)]
    )
    func noPriceCountsForAShorterOne(_ kind: APIError.Kind, _ quote: ModelBook.Quote) async {
        let book = self.book(.failure(APIError(kind, message: "no")))
        for _ in 0..<2 { #expect(await book.quote(.seedreamSequential) == quote) }
        #expect(self.asked.count == 1)
        self.clock.advance(10)
        _ = await book.quote(.seedreamSequential)
        #expect(self.asked.count == 2)
    }

    /// Catches a catalog that names no price and is asked for each prompt, or whose description is lost with it.
    @Test func aDescriptionWithoutAPriceCounts() async throws {
        let (live, other) = (LiveSettings(.sample), try #require(ModelID("a/b")))
        let book = self.book(.success(nil), live: live)
        for _ in 0..<2 { #expect(await book.quote(other) == .unavailable) }
        #expect(self.asked.count == 1 && live.rules.catalog[other] == ModelDescription(id: other))
        #expect(book.takeNews().map(\.model.id) == [other] && book.takeNews().isEmpty)
    }

    /// Catches a thousand prompts of one model that ask a thousand times.
    @Test func manyWhoWantTheSameAskOnce() async throws {
        let (price, gate, asked) = (ModelPrice(base: USD(micros: 1), unit: "image"), WakeSignal(), self.asked)
        let api = SlowModels(price: price, gate: gate, asked: asked)
        let book = ModelBook(
            api: api,
            live: .sample,
            pause: .seconds(10),
            clocks: self.clock.clocks,
            logger: .silent
        )
        let quotes = await withTaskGroup(of: ModelBook.Quote.self) { group in
            for _ in 0..<50 { group.addTask { await book.quote(.seedreamSequential) } }
            group.addTask {
                // Whoever comes later finds the answer, or waits for it.
                gate.wake()
                return .price(price)
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(asked.count == 1 && quotes == Array(repeating: .price(price), count: 51))
    }

    /// Catches a reload that forgets what was learnt, and prompts judged anew because of a model promptd knows itself.
    @Test func whatIsLearntStays() throws {
        let changes = Counter()
        let live = LiveSettings(.sample) { _ in changes.add() }
        let model = ModelDescription(id: try #require(ModelID("a/b")))
        live.learn([model, .seedreamSequential])
        live.learn([model])
        #expect(changes.count == 1)
        let rules = live.rules
        live.replace(.sample)
        #expect(live.rules.catalog[model.id] == model && live.rules == rules)
        live.learn([ModelDescription(id: .seedreamSequential, displayName: "Another")])
        #expect(live.rules == rules)
    }
}
