extension CountPhrases {
    /// What a phrase is taken for; `nil` if it is none after all: "a photo" in a description.
    func certainty(of phrase: Phrase) -> CountFinding.Certainty? {
        let lead = self.lead(before: phrase.number.start)
        let trail = self.trail(from: phrase.end)
        if phrase.number.isArticle { return self.isOneOrdered(phrase, lead, trail) ? .article : nil }
        if lead.isOneOfSeveral { return .doubtful }
        let isLed = lead.isOrder || trail.isPolite || lead.isTotal || trail.isTotal
        if lead.isNegated || lead.isHedged || phrase.number.count == nil || phrase.isSloppy {
            return isLed || lead.place == .start ? .doubtful : nil
        }
        if lead.isTotal || trail.isTotal { return self.certainty(ofTotal: phrase, lead, trail) }
        if phrase.isSeries, !lead.isOrder {
            guard lead.place == .start else { return nil }
            return trail.kind == .colon || trail.kind == .showing ? self.unlessLaidOut(.statement) : .doubtful
        }
        guard !lead.isOrder else { return self.certainty(ofOrdered: phrase, lead, trail) }
        if trail.isPolite, case .end = trail.kind { return .statement }
        switch lead.place {
        case .start: return self.certainty(ofOpening: phrase, lead, trail)
        case .sentence: return self.certainty(ofSentence: phrase, lead, trail)
        case .clause: return self.certainty(ofClause: phrase, trail)
        case .word(let word): return self.certainty(of: phrase, after: word, lead, trail)
        }
    }

    private func isOneOrdered(_ phrase: Phrase, _ lead: CountLead, _ trail: CountTrail) -> Bool {
        if case .word = lead.place { return false }
        guard lead.isOrder, !lead.isNegated, phrase.kind == .output || phrase.kind == .picture else { return false }
        switch trail.kind {
        case .place, .conjunction, .other: return false
        case .end, .comma, .colon, .showing, .follower, .participle, .style: return true
        }
    }

    private func certainty(ofTotal phrase: Phrase, _ lead: CountLead, _ trail: CountTrail) -> CountFinding.Certainty {
        guard case .word(let word) = lead.place, !lead.isOrder else { return .total }
        if self.language.carriers.contains(word) { return .total }
        if case .mark = self.token(lead.start - 2) { return .total }
        return self.language.shows.contains(word) || phrase.kind != .output ? .doubtful : .total
    }

    /// "Generate 4 images of …".
    private func certainty(ofOrdered phrase: Phrase, _ lead: CountLead, _ trail: CountTrail) -> CountFinding.Certainty?
    {
        let isMade = phrase.kind == .output || phrase.kind == .picture
        if case .word = lead.place { return trail.kind == .place ? .scene : .doubtful }
        let isSingular = phrase.number.count == 1
        switch trail.kind {
        case .place: return isMade || !self.isPlaced(from: phrase.end) ? .doubtful : .scene
        case .conjunction: return .doubtful
        case .other:
            // "one photo album"
            if isSingular { return nil }
            return isMade ? self.unlessLaidOut(.order) : .doubtful
        // "Draw two banners with dragons" may be a scene; "two banners for a sale" is not.
        case .follower where phrase.kind == .object && !self.isWord(in: self.language.purposes, phrase.end):
            return .doubtful
        case .end, .comma, .colon, .showing, .follower, .participle, .style:
            return isSingular ? .order : self.unlessLaidOut(.order)
        }
    }

    private func unlessLaidOut(_ certainty: CountFinding.Certainty) -> CountFinding.Certainty {
        self.hasLayout ? .doubtful : certainty
    }

    /// "4 images of …" at the very beginning.
    private func certainty(ofOpening phrase: Phrase, _ lead: CountLead, _ trail: CountTrail) -> CountFinding.Certainty?
    {
        let isMade = phrase.kind == .output || phrase.kind == .picture
        if trail.kind == .place { return lead.isSeries ? .doubtful : .scene }
        if self.isPlaced(from: phrase.end) { return isMade ? .doubtful : .scene }
        // "one picture is worth a thousand words"
        if phrase.number.count == 1, trail.kind == .other || trail.kind == .conjunction { return nil }
        // "1 woman portrait" says what it is and not how many.
        if phrase.number.count == 1, phrase.hasModifiers, phrase.kind != .output { return nil }
        let isSure: Bool
        switch (phrase.kind, trail.kind) {
        case (.output, .other), (.output, .conjunction), (.output, .participle): isSure = false
        case (.output, _): isSure = true
        case (.picture, .showing), (.picture, .colon), (.picture, .comma), (.picture, .end): isSure = true
        case (.picture, .follower) where lead.isSeries || lead.isSet: isSure = true
        case (.picture, .participle), (.picture, .style): isSure = lead.isSeries || lead.isSet
        case (.picture, .follower): isSure = self.isWord(in: self.language.purposes, phrase.end)
        case (.picture, _): isSure = false
        case (.work, .colon): isSure = true
        case (.work, .showing), (.work, .end), (.work, .follower), (.work, .comma): isSure = false
        case (.object, .showing), (.object, .end), (.object, .colon): isSure = false
        default: return lead.isSeries || lead.isSet ? .doubtful : nil
        }
        // "1984 photos of a house"
        return isSure && (phrase.number.count ?? 0) <= 100 ? self.unlessLaidOut(.statement) : .doubtful
    }

    /// "4 images of …" in a later sentence.
    private func certainty(ofSentence phrase: Phrase, _ lead: CountLead, _ trail: CountTrail) -> CountFinding.Certainty?
    {
        if trail.kind == .place || self.isPlaced(from: phrase.end) { return .scene }
        switch (phrase.kind, trail.kind) {
        case (.output, _), (.picture, .end): return self.certainty(ofOpening: phrase, lead, trail)
        case (.picture, .showing): return .part(isDoubtfulAlone: true)
        case (.picture, .colon), (.work, .colon), (.work, .end): return .doubtful
        default: return nil
        }
    }

    /// "…, 4 images".
    private func certainty(ofClause phrase: Phrase, _ trail: CountTrail) -> CountFinding.Certainty? {
        if trail.kind == .place || self.isPlaced(from: phrase.end) { return .scene }
        switch (phrase.kind, trail.kind) {
        case (.output, .end): return self.unlessLaidOut(.statement)
        case (.picture, .end(ofText: true)), (.picture, .colon), (.output, .colon): return .doubtful
        case (.output, .showing): return .part(isDoubtfulAlone: true)
        case (.picture, .showing): return .part(isDoubtfulAlone: false)
        default: return nil
        }
    }

    /// "… 4 images" behind a word.
    private func certainty(of phrase: Phrase, after word: String, _ lead: CountLead, _ trail: CountTrail)
        -> CountFinding.Certainty?
    {
        let isMade = phrase.kind == .output || phrase.kind == .picture
        let isLink = self.language.links.contains(word) || self.language.carriers.contains(word)
        // "a storyboard of 6 images"
        if isLink, isMade, self.isWord(in: self.language.collections, lead.start - 2) {
            return Prompt.Limits.imageCount.contains(Int64(phrase.number.count ?? 0)) ? .doubtful : .scene
        }
        // "covered in 30 pictures"
        if isLink, self.isWord(in: self.language.placements, lead.start - 2) { return .scene }
        if trail.kind == .place { return .scene }
        // "the seasons in 4 images", "all in one image"
        if self.language.carriers.contains(word) { return phrase.kind == .object ? .scene : .doubtful }
        if lead.isSeries, isMade, !self.language.shows.contains(word) { return .doubtful }
        if self.language.conjunctions.contains(word), isMade, trail.kind == .showing {
            return .part(isDoubtfulAlone: false)
        }
        // "a cat on a sofa 4 images"
        if self.language.shows.contains(word) || word.hasSuffix("ing") { return .scene }
        return phrase.kind == .output && trail.kind == .end(ofText: true) ? .doubtful : nil
    }
}
