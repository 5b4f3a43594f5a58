import Foundation
import Logging
import PromptCore
import RunComfy

/// What prompts cost from, asked of the API once for each model.
struct CheckPrices {
    /// What one model costs, or why that is not known, in words for people.
    enum Quote: Equatable {
        case price(ModelPrice)
        case unknown(String)
    }

    private let settings: Settings
    private let environment: [String: String]
    private let isOffline: Bool
    private var quotes: [ModelID: Quote] = [:]
    private var hasComplained = false

    init(_ settings: Settings, _ environment: [String: String], isOffline: Bool) {
        (self.settings, self.environment, self.isOffline) = (settings, environment, isOffline)
    }

    /// Asks for what is not known yet, and sums up.
    mutating func sum(_ prompts: [Prompt]) async -> CheckSum {
        var sum = CheckSum()
        for prompt in prompts {
            sum.add(prompt, await self.quote(prompt.model))
            for step in prompt.steps { sum.add(step, await self.quote(step.model), isStep: true) }
        }
        return sum
    }

    private mutating func quote(_ model: ModelID) async -> Quote {
        if let known = self.quotes[model] { return known }
        let quote = await self.ask(model)
        self.quotes[model] = quote
        return quote
    }

    private mutating func ask(_ model: ModelID) async -> Quote {
        guard !self.isOffline else { return .unknown("price not asked for") }
        do {
            let endpoint = try self.settings.endpoint()
            // Nothing is wrong with the prompt for that.
            guard try endpoint.isLoopback || TokenSource.find(environment: self.environment) != nil else {
                return .unknown("price unknown, since there is no API token to ask for it")
            }
            let proxy = try ProxyVariables.proxy(for: endpoint, environment: self.environment)
            let found = try Run.token(self.environment, endpoint)
            if let warning = found.warning, !self.hasComplained {
                Terminal.complain("promptd: \(warning)")
                self.hasComplained = true
            }
            let price = try await withRunComfyClient(
                endpoint: endpoint,
                token: found.token,
                timeouts: try self.settings.timeouts(),
                proxy: proxy,
                logger: Logger(label: "check")
            ) {
                try await $0.model(model).price
            }
            return price.map { .price($0) } ?? .unknown("price unknown: the catalog names none")
        } catch let exitError as ExitError {
            return .unknown("price unknown: \(exitError.message)")
        } catch let failure as APIError {
            return .unknown("price unknown: \(failure.message)")
        } catch {
            return .unknown("price unknown: \(error)")
        }
    }
}
