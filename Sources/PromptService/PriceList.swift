import Foundation
import Logging
import PromptCore
import Synchronization

/// The models' prices, asked for once in a while: an estimate, never a reason to wait.
final class PriceList: Sendable {
    private struct Entry {
        var price: ModelPrice?
        var goodUntil: ContinuousClock.Instant
    }

    private let entries = Mutex<[ModelID: Entry]>([:])
    private let api: any GenerationAPI
    private let logger: Logger

    init(api: any GenerationAPI, logger: Logger) {
        self.api = api
        self.logger = logger
    }

    /// The model's price; `nil` if the API does not say.
    func price(of model: ModelID) async -> ModelPrice? {
        let now = ContinuousClock.now
        if let entry = self.entries.withLock({ $0[model] }), entry.goodUntil > now { return entry.price }
        do {
            let price = try await self.api.price(of: model)
            self.entries.withLock { $0[model] = Entry(price: price, goodUntil: now + .seconds(3600)) }
            return price
        } catch {
            self.logger.info("no price", metadata: [LogKeys.error: "\(error.message)"])
            self.entries.withLock { $0[model] = Entry(price: nil, goodUntil: now + .seconds(60)) }
            return nil
        }
    }
}
