import Logging
import PromptCore
import Synchronization

/// The models' prices as the catalog states them, asked for once in a while.
final class PriceCache: Sendable {
    /// What the catalog says of a model.
    enum Quote: Equatable, Sendable {
        case price(ModelPrice)
        /// It has no such model; the text is its words.
        case noSuchModel(String)
        /// It cannot be asked at the moment, or names no price.
        case unavailable

        var price: ModelPrice? {
            if case .price(let price) = self { price } else { nil }
        }
    }

    private struct Entry {
        var quote: Quote
        var goodUntil: ContinuousClock.Instant
    }

    private struct State {
        var entries: [ModelID: Entry] = [:]
        /// How long the lack of a price counts.
        var pause: Duration
    }

    private let state: Mutex<State>
    private let api: any GenerationAPI
    /// How long a price counts.
    private let lifetime: Duration
    private let clocks: Clocks
    private let logger: Logger

    init(
        api: any GenerationAPI,
        lifetime: Duration = .seconds(4 * 3600),
        pause: Duration,
        clocks: Clocks,
        logger: Logger
    ) {
        self.api = api
        self.clocks = clocks
        self.lifetime = lifetime
        self.state = Mutex(State(pause: pause))
        self.logger = logger
    }

    /// How long the lack of a price counts.
    var pause: Duration {
        get { self.state.withLock { $0.pause } }
        set { self.state.withLock { $0.pause = newValue } }
    }

    /// The model's price as the catalog named it last, however long ago; `nil` if it did not.
    func known(_ model: ModelID) -> ModelPrice? { self.state.withLock { $0.entries[model]?.quote.price } }

    /// What the catalog said lately, or says now.
    func quote(_ model: ModelID) async -> Quote {
        if let entry = self.state.withLock({ $0.entries[model] }), entry.goodUntil > self.clocks.steady() {
            return entry.quote
        }
        do {
            return .price(try await self.ask(model))
        } catch {
            self.logger.info("no price", metadata: [LogKeys.error: "\(error.message)"])
            return Self.quote(error)
        }
    }

    /// Asks the catalog now, whatever is known: the cheapest call that shows whether the API can be used.
    func ask(_ model: ModelID) async throws(APIError) -> ModelPrice {
        do {
            let price = try await self.api.price(of: model)
            self.keep(.price(price), for: self.lifetime, model)
            return price
        } catch {
            self.keep(Self.quote(error), for: self.pause, model)
            throw error
        }
    }

    private func keep(_ quote: Quote, for time: Duration, _ model: ModelID) {
        let goodUntil = self.clocks.steady() + time
        self.state.withLock { $0.entries[model] = Entry(quote: quote, goodUntil: goodUntil) }
    }

    private static func quote(_ failure: APIError) -> Quote {
        failure.kind == .notFound ? .noSuchModel(failure.message) : .unavailable
    }
}
