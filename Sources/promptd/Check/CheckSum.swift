import Foundation
import PromptCore

/// What prompts come to together.
struct CheckSum {
    private(set) var prompts = 0
    /// Next steps of those.
    private(set) var steps = 0
    private(set) var outputs = 0
    /// What those cost from whose price is known.
    private(set) var cost = USD.zero
    /// Why that of the others is not, the first of the reasons.
    private(set) var unpriced: (count: Int, why: String) = (0, "")
    /// What models cost from, as far as that is known.
    private(set) var prices: [ModelID: ModelPrice] = [:]
    /// Whether they are all pictures.
    private var isOfImages = true
    /// Whether no price is more than a base.
    private var isNearlyExact = true

    /// What they cost from; `nil` if that of one of them is not known.
    var wholeCost: USD? { self.unpriced.count == 0 ? self.cost : nil }

    mutating func add(_ prompt: Prompt, _ quote: CheckPrices.Quote, isStep: Bool = false) {
        if isStep { self.steps += 1 } else { self.prompts += 1 }
        self.outputs += prompt.imageCount
        self.isOfImages = self.isOfImages && (prompt.imageSize != nil || !prompt.isCountKnown)
        // Other models cost more with what their members ask for.
        self.isNearlyExact = self.isNearlyExact && prompt.model == .seedreamSequential
        switch quote {
        case .unknown(let why): self.addUnpriced(1, why)
        case .price(let price):
            self.prices[prompt.model] = price
            guard let estimate = prompt.estimate(price) else {
                return self.addUnpriced(1, "\(price.base) USD per \(price.unit)")
            }
            self.cost = self.cost + estimate
        }
    }

    mutating func add(_ other: CheckSum) {
        self.prompts += other.prompts
        self.steps += other.steps
        self.outputs += other.outputs
        self.cost = self.cost + other.cost
        self.isOfImages = self.isOfImages && other.isOfImages
        self.isNearlyExact = self.isNearlyExact && other.isNearlyExact
        self.addUnpriced(other.unpriced.count, other.unpriced.why)
    }

    /// What one of them costs from; `nil` if nobody can tell.
    func cost(_ prompt: Prompt) -> USD? { self.prices[prompt.model].flatMap { prompt.estimate($0) } }

    private mutating func addUnpriced(_ count: Int, _ why: String) {
        self.unpriced = (self.unpriced.count + count, self.unpriced.count > 0 ? self.unpriced.why : why)
    }

    /// What is billed: `4 images`, `12 outputs`.
    var outputsText: String {
        let outputs = "\(self.outputs) \(self.isOfImages ? "image" : "output")\(self.outputs == 1 ? "" : "s")"
        return self.steps == 0 ? outputs : "\(outputs) with \(self.steps) next step\(self.steps == 1 ? "" : "s")"
    }

    /// `about 0.12 USD`, or why nobody can tell.
    var priceText: String {
        let known = "\(self.isNearlyExact ? "about" : "from") \(self.cost) USD"
        guard self.unpriced.count > 0 else { return known }
        guard self.unpriced.count < self.prompts + self.steps else { return self.unpriced.why }
        return "\(known) without \(self.unpriced.count) of them (\(self.unpriced.why))"
    }
}
