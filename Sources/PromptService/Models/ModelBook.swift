import FoundationEssentials
import Logging
import PromptCore
import Synchronization

/// What the catalog says of models, price and schema by one question, asked once in a while.
///
/// A price counts for its lifetime in this process, and is never taken from what an earlier one has kept; a schema counts
/// until there is another.
final class ModelBook: Sendable {
    /// What the catalog says a model costs.
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
        /// Those that wait for an answer that somebody else has asked for.
        var asking: [ModelID: [WakeSignal]] = [:]
        /// Not yet handed to the store.
        var news: [ModelID: StoredModel] = [:]
    }

    private let state: Mutex<State>
    private let api: any GenerationAPI
    /// Whose rules have the descriptions.
    let live: LiveSettings
    /// How long a price counts.
    private let lifetime: Duration
    private let clocks: Clocks
    private let logger: Logger
    /// There is something for the store.
    let hasNews = WakeSignal()

    init(
        api: any GenerationAPI,
        live: LiveSettings,
        lifetime: Duration = .seconds(4 * 3600),
        pause: Duration,
        clocks: Clocks,
        logger: Logger
    ) {
        self.api = api
        self.live = live
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

    /// What the catalog said lately; `nil` if it has to be asked.
    func lately(_ model: ModelID) -> Quote? {
        guard let entry = self.state.withLock({ $0.entries[model] }), entry.goodUntil > self.clocks.steady() else {
            return nil
        }
        return entry.quote
    }

    /// What the catalog said lately, or says now; many who want the same ask once.
    func quote(_ model: ModelID) async -> Quote {
        while !Task.isCancelled {
            if let quote = self.lately(model) { return quote }
            if let answer = self.othersAnswer(model) {
                await answer.wait()
                continue
            }
            defer { self.isAnswered(model) }
            do {
                return try await self.ask(model).price.map { .price($0) } ?? .unavailable
            } catch {
                self.logger.info("no price", metadata: [LogKeys.error: "\(error.message)"])
                return self.quote(error, model)
            }
        }
        return .unavailable
    }

    /// Asks the catalog now, whatever is known: the cheapest call that shows whether the API can be used.
    @discardableResult
    func ask(_ model: ModelID) async throws(APIError) -> ModelDescription {
        do {
            let description = try await self.api.model(model)
            self.keep(description)
            return description
        } catch {
            self.keep(self.quote(error, model), for: self.pause, model)
            throw error
        }
    }

    /// What has come since the last time, for the store.
    func takeNews() -> [StoredModel] {
        self.state.withLock { state in
            defer { state.news = [:] }
            return Array(state.news.values)
        }
    }

    /// Gives back what the store did not take.
    func putBack(_ models: [StoredModel]) {
        self.state.withLock { state in
            for model in models where state.news[model.model.id] == nil { state.news[model.model.id] = model }
        }
    }

    private func keep(_ description: ModelDescription) {
        let quote = description.price.map { Quote.price($0) }
        // Asking again at once would bring the same: it is the catalog that does not say.
        self.keep(quote ?? .unavailable, for: quote == nil ? self.pause : self.lifetime, description.id)
        self.live.learn([description])
        let stored = StoredModel(description, fetched: self.clocks.wall())
        self.state.withLock { $0.news[description.id] = stored }
        self.hasNews.wake()
    }

    private func keep(_ quote: Quote, for time: Duration, _ model: ModelID) {
        let goodUntil = self.clocks.steady() + time
        self.state.withLock { $0.entries[model] = Entry(quote: quote, goodUntil: goodUntil) }
    }

    private func quote(_ failure: APIError, _ model: ModelID) -> Quote {
        failure.kind == .notFound ? .noSuchModel(failure.message + self.hint(instead: model)) : .unavailable
    }

    /// - Returns: `nil` if the caller is the one to ask, and to say when it has.
    private func othersAnswer(_ model: ModelID) -> WakeSignal? {
        self.state.withLock { state in
            guard state.asking[model] != nil else {
                state.asking[model] = []
                return nil
            }
            let signal = WakeSignal()
            state.asking[model]?.append(signal)
            return signal
        }
    }

    private func isAnswered(_ model: ModelID) {
        for signal in self.state.withLock({ $0.asking.removeValue(forKey: model) }) ?? [] { signal.wake() }
    }
}
