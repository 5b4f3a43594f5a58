/// A number that stands with a word for pictures, and what it is taken for.
struct CountFinding: Equatable {
    enum Certainty: Equatable {
        /// "…, 6 images in total".
        case total
        /// "Generate 6 images of …".
        case order
        /// "6 images of …", where nothing else can be meant.
        case statement
        /// "Generate an image of …": one, unless a number says more.
        case article
        /// "… and 2 images of a dog": one more of what is ordered, or part of the scene.
        case part(isDoubtfulAlone: Bool)
        /// Order or scene.
        case doubtful
        /// "a wall with two pictures".
        case scene
    }

    /// From the number to its noun, in characters of the text.
    var range: Range<Int>
    /// `nil` for a number that is none: "3 or 4".
    var count: Int?
    /// The word for pictures, folded; empty if there is none: "6 in total".
    var noun: String
    var certainty: Certainty

    /// Whether the text is unclear if nothing else is found in it.
    var isDoubtfulAlone: Bool {
        switch self.certainty {
        case .doubtful: true
        case .part(let isDoubtfulAlone): isDoubtfulAlone
        case .total, .order, .statement, .article, .scene: false
        }
    }

    /// Whether it may add to an order before it, or say what the order is made of.
    var isPart: Bool {
        switch self.certainty {
        case .part, .statement: true
        case .total, .order, .article, .doubtful, .scene: false
        }
    }

    /// What the languages together say of each place, in the order of the text.
    ///
    /// A language that knows the words around a number knows better than one that does not: the surest reading counts,
    /// and a scene that is recognised more than a doubt.
    static func agreed(_ findings: [CountFinding]) -> [CountFinding] {
        var places: [Int: CountFinding] = [:]
        for finding in findings {
            let known = places[finding.range.lowerBound]
            if known.map({ $0.certainty.rank < finding.certainty.rank }) ?? true {
                places[finding.range.lowerBound] = finding
            }
        }
        return places.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

extension CountFinding.Certainty {
    fileprivate var rank: Int {
        switch self {
        case .total: 6
        case .order: 5
        case .statement: 4
        case .article: 3
        case .part: 2
        case .scene: 1
        case .doubtful: 0
        }
    }
}
