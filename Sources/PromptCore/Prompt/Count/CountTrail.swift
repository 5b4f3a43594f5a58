/// What follows the noun of a number.
struct CountTrail {
    enum Kind: Equatable {
        /// Nothing, or the end of the sentence.
        case end(ofText: Bool)
        case comma
        /// A colon or dash: what is on the pictures comes next.
        case colon
        /// "of", "showing"
        case showing
        /// "with", "for"
        case follower
        /// "focusing"
        case participle
        /// "in watercolour"
        case style
        /// "on a wall", "hanging", "in a grid"
        case place
        /// "and"
        case conjunction
        /// A word that says nothing.
        case other
    }

    var kind: Kind
    /// Whether "in total" comes first.
    var isTotal = false
    /// Whether "please" does.
    var isPolite = false
}

extension CountPhrases {
    func trail(from start: Int) -> CountTrail {
        var trail = CountTrail(kind: .other)
        var position = start
        while true {
            let bare = self.mark(position) == "," ? position + 1 : position
            if let end = self.language.totalsAfter.end(from: bare, in: self.tokens) {
                (trail.isTotal, position) = (true, end)
            } else if let end = self.language.polite.end(from: bare, in: self.tokens) {
                (trail.isPolite, position) = (true, end)
            } else {
                break
            }
        }
        trail.kind = self.trailKind(at: position)
        guard trail.kind == .other, self.language.adjectivesFollow else { return trail }
        // "fotos realistas de"
        for offset in 0..<3 {
            guard let word = self.word(position + offset), word.count > 3, !self.language.stops.contains(word) else {
                break
            }
            let next = self.trailKind(at: position + offset + 1)
            if next == .other { continue }
            // The skipped word may be of another language, and so "a" no preposition.
            if next != .place || self.isPlaced(from: position + offset + 1) { trail.kind = next }
            break
        }
        return trail
    }

    private func trailKind(at position: Int) -> CountTrail.Kind {
        guard let token = self.token(position) else { return .end(ofText: true) }
        switch token {
        case .number: return .other
        case .mark(let mark):
            if ":-–—(\n：".contains(mark) { return self.token(position + 1) == nil ? .end(ofText: true) : .colon }
            guard Self.endsSentence(mark) || ")]\"”“»".contains(mark) else { return .comma }
            return .end(ofText: self.tokens[position...].allSatisfy { if case .mark = $0.kind { true } else { false } })
        case .word(let word):
            if self.language.placements.end(from: position, in: self.tokens) != nil { return .place }
            if self.language.layouts.end(from: position, in: self.tokens) != nil { return .place }
            if self.language.showing.end(from: position, in: self.tokens) != nil { return .showing }
            if self.language.conjunctions.contains(word) { return .conjunction }
            if self.language.prepositions.contains(word) {
                if self.isStyle(from: position + 1) { return .style }
                // "über": what a picture hangs over, and what it is about.
                return self.language.followers.contains(word) && !self.isPlaced(from: position) ? .follower : .place
            }
            if self.language.followers.contains(word) { return .follower }
            if self.language.followerEndings.contains(where: word.hasSuffix) { return .participle }
            guard let verbs = self.language.genitiveFollowsUnlessEnding else { return .other }
            return verbs.contains(where: word.hasSuffix) ? .other : .showing
        }
    }

    private func isStyle(from start: Int) -> Bool {
        for position in start..<start + 6 {
            guard let word = self.word(position) else { return false }
            if self.language.styles.contains(word) { return true }
            if self.language.surfaces.contains(word) { return false }
        }
        return false
    }

    /// Whether the sentence goes on about where pictures are: "photos of sailors on a wall".
    func isPlaced(from start: Int) -> Bool {
        for position in start..<self.tokens.count {
            switch self.tokens[position].kind {
            case .mark(let mark) where Self.endsSentence(mark): return false
            case .word(let word) where self.language.surfaces.contains(word): return true
            case .word where self.language.placements.end(from: position, in: self.tokens) != nil: return true
            default: continue
            }
        }
        return false
    }

    /// Whether the text speaks of many in one image.
    var hasLayout: Bool {
        self.tokens.indices.contains { self.language.layouts.end(from: $0, in: self.tokens) != nil }
    }
}
