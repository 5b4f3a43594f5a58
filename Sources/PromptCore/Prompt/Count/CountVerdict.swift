/// What a text says about how many images are wanted.
///
/// When in doubt it is not an instruction: a wrong count costs money or images, a missed one a warning.
enum CountVerdict: Equatable {
    /// The text asks for this many; not limited to what the API can make.
    case instruction(Int)
    /// A number stands with a word for pictures, and it may be how many are wanted or what they show.
    case unclear(Int?, excerpt: String)
    /// No number of pictures, or one that belongs to the scene: "two pictures on a wall".
    case none

    /// Reads the beginning of `text`, as far as the API takes a text.
    static func reading(_ text: String) -> CountVerdict {
        let text = CountText(text)
        let spaced = CountLanguage.all.flatMap { CountPhrases(text: text, language: $0).findings() }
        let unspaced = CountScript.all.flatMap { CountClauses(text: text, script: $0).findings() }
        return self.agreed(CountFinding.agreed(spaced + unspaced), text)
    }

    private static func agreed(_ findings: [CountFinding], _ text: CountText) -> CountVerdict {
        // A total settles what single numbers before it add up to, and a number what "an image" before it leaves open.
        for certainty in [CountFinding.Certainty.total, .order, .statement, .article] {
            let sure = findings.filter { $0.certainty == certainty }
            guard let first = sure.first, let count = first.count else { continue }
            if certainty == .article, let other = findings.first(where: { $0.certainty == .doubtful && $0.count != 1 })
            {
                return .unclear(other.count, excerpt: text.excerpt(other.range))
            }
            guard sure.allSatisfy({ $0.count == count }), self.addsUp(first, findings) else {
                return .unclear(nil, excerpt: text.excerpt(first.range))
            }
            return .instruction(count)
        }
        if let doubtful = findings.first(where: \.isDoubtfulAlone) {
            return .unclear(doubtful.count, excerpt: text.excerpt(doubtful.range))
        }
        return .none
    }

    /// Whether what is said after an order agrees with it.
    ///
    /// "Generate 2 photos of a dog and 3 photos of a cat" asks for five or two; "5 photos: 2 photos of a dog, 3 photos of a
    /// cat" for five, and so does "5 photos. One photo of a dog, …".
    private static func addsUp(_ order: CountFinding, _ findings: [CountFinding]) -> Bool {
        guard order.certainty != .total, order.certainty != .article, let count = order.count else { return true }
        let parts = findings.filter {
            $0.isPart && $0.noun == order.noun && $0.range.lowerBound > order.range.lowerBound
        }
        let sum = parts.compactMap(\.count).reduce(0, +)
        return parts.isEmpty || sum == count || sum < count && parts.allSatisfy { $0.count == 1 }
    }
}
