extension CountPhrases {
    /// A number behind a label: "number of images: 4", "images: 4".
    func labelled(at index: Int) -> (number: Number, certainty: CountFinding.Certainty)? {
        var certainty = CountFinding.Certainty.total
        var position = index
        if let end = self.language.labels.end(from: index, in: self.tokens) {
            position = end
        } else if let word = self.word(index), let noun = self.language.nouns[word], noun.isPlural,
            noun.kind == .output,
            self.mark(index + 1) == ":"
        {
            (certainty, position) = (.doubtful, index + 1)
        } else {
            return nil
        }
        if let mark = self.mark(position), ":=-–—".contains(mark) { position += 1 }
        guard let number = self.number(at: position), !number.isArticle, number.count != nil else { return nil }
        guard self.isClosed(number.end) else { return nil }
        return (number, certainty)
    }

    /// What a number without a noun is taken for: "a series of 4", "6 in total", "images x4".
    func certainty(ofBare number: Number) -> CountFinding.Certainty? {
        guard !number.isArticle else { return nil }
        let lead = self.lead(before: number.start)
        let trail = self.trail(from: number.end)
        if lead.isTotal || trail.isTotal, self.isClosed(number.end) || trail.isTotal {
            guard self.isAboutPictures(before: number.start) else { return nil }
            guard number.count != nil, !lead.isHedged, !lead.isNegated else { return .doubtful }
            if case .word = lead.place { return .doubtful }
            return self.beginsWithOrder ? .total : .doubtful
        }
        if lead.isSeries || lead.isSet { return self.certainty(ofSeries: number, lead, trail) }
        guard number.isTimes else { return nil }
        let before = self.word(number.start - 1).flatMap { self.language.nouns[$0] }
        if before?.kind == .output || before?.kind == .picture {
            return self.beginsWithOrder || self.lead(before: number.start - 1).place == .start ? .order : .doubtful
        }
        let isAlone = lead.place == .clause || lead.place == .sentence
        return isAlone && self.isClosed(number.end) ? .doubtful : nil
    }

    /// "a series of 4 matching …", where the noun is not one for pictures.
    private func certainty(ofSeries number: Number, _ lead: CountLead, _ trail: CountTrail) -> CountFinding.Certainty? {
        if case .word = lead.place { return nil }
        guard lead.isOrder else {
            return lead.isSeries && lead.place == .start && trail.kind != .place ? .doubtful : nil
        }
        guard number.count != nil, !lead.isHedged, !lead.isNegated else { return .doubtful }
        switch trail.kind {
        case .end, .colon, .comma, .participle: return self.hasLayout ? .doubtful : .order
        case .showing, .follower, .style, .place, .conjunction, .other: return .doubtful
        }
    }

    private func isClosed(_ position: Int) -> Bool {
        switch self.token(position) {
        case nil, .mark: true
        case .number, .word: false
        }
    }

    private func isAboutPictures(before end: Int) -> Bool {
        self.tokens[..<end].contains { token in
            guard case .word(let word) = token.kind else { return false }
            return self.language.nouns[word]?.isPlural == true || self.language.series.contains(word)
        }
    }

    /// Whether the text opens with a verb that makes pictures: "Generate illustrations of …".
    private var beginsWithOrder: Bool {
        var position = self.tokens.firstIndex { if case .mark = $0.kind { false } else { true } } ?? 0
        while let end = self.language.openings.end(from: position, in: self.tokens) {
            position = self.mark(end).map { ",:!".contains($0) } == true ? end + 1 : end
        }
        return self.language.verbs.end(from: position, in: self.tokens) != nil
    }
}
