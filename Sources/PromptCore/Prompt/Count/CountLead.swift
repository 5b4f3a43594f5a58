/// What leads to a number: "Please generate a series of".
struct CountLead {
    enum Place: Equatable {
        /// Nothing comes before.
        case start
        /// A sentence or line ends before.
        case sentence
        /// A comma, colon or the like stands before.
        case clause
        /// A word stands before.
        case word(String)
    }

    var place: Place
    /// The token it begins with.
    var start: Int
    var isOrder = false
    var isNegated = false
    var isHedged = false
    var isTotal = false
    /// "a series of".
    var isSeries = false
    /// "a set of".
    var isSet = false
    /// "sets of": the number is of one of several.
    var isOneOfSeveral = false
}

extension CountPhrases {
    func lead(before number: Int) -> CountLead {
        var lead = CountLead(place: .start, start: number)
        self.passSeries(&lead)
        // What may stand between a verb and the number says nothing without a verb: "a wall with".
        var position = lead.start
        var isHedged = false
        var passed = [lead.start]
        while true {
            if let start = self.language.totalsBefore.start(before: position, in: self.tokens) {
                (lead.isTotal, lead.start) = (true, start)
                position = start
            } else if lead.start == position, self.mark(position - 1) == ":",
                let start = self.language.totalsBefore.start(before: position - 1, in: self.tokens)
            {
                (lead.isTotal, lead.start) = (true, start)
                position = start
            } else if let start = self.language.hedges.start(before: position, in: self.tokens) {
                if lead.start == position { lead.start = start }
                (isHedged, position) = (true, start)
            } else if let start = self.language.afterVerb.start(before: position, in: self.tokens)
                ?? self.language.polite.start(before: position, in: self.tokens)
            {
                position = start
            } else {
                break
            }
            passed.append(position)
        }
        // "me" may be said of "give me", and of "draw" without it.
        let order = passed.reversed().first { self.passesOrder(&lead, from: $0) }
        if order == passed.first { isHedged = false }
        // "Just one image"
        if order == nil, !self.isWord(in: self.language.shows, number - 1), let end = passed.last, self.isAtMark(end) {
            lead.start = end
        }
        lead.isHedged = isHedged && (lead.isOrder || !self.isWord(in: self.language.shows, number - 1))
        lead.isNegated = self.language.negations.start(before: lead.start, in: self.tokens) != nil
        lead.place = self.place(of: lead.start)
        return lead
    }

    /// "a matching series of", and for "4 image series" the article.
    private func passSeries(_ lead: inout CountLead) {
        if let link = self.language.links.start(before: lead.start, in: self.tokens), let word = self.word(link - 1) {
            lead.isSeries = self.language.series.contains(word)
            lead.isSet = self.language.sets.contains(word)
            lead.isOneOfSeveral = !lead.isSeries && !lead.isSet && self.language.setPlurals.contains(word)
            if lead.isSeries || lead.isSet || lead.isOneOfSeveral { lead.start = link - 1 }
        }
        for before in 0...3 {
            let position = lead.start - before
            if self.isWord(in: self.language.articles, position - 1) { return lead.start = position - 1 }
            guard lead.isSeries || lead.isSet else { return }
            let isLed = position == 0 || self.language.verbs.start(before: position, in: self.tokens) != nil
            if isLed { return lead.start = position }
            guard let word = self.word(position - 1), !self.language.stops.contains(word) else { return }
        }
    }

    private func passesOrder(_ lead: inout CountLead, from position: Int) -> Bool {
        if let verb = self.language.verbs.start(before: position, in: self.tokens) {
            (lead.isOrder, lead.start) = (true, verb)
        }
        var end = lead.isOrder ? lead.start : position
        while true {
            let bare = self.mark(end - 1).map { ",:!".contains($0) } == true ? end - 1 : end
            if let opening = self.language.openings.start(before: bare, in: self.tokens) {
                (lead.isOrder, lead.start) = (true, opening)
            } else if lead.isOrder, let adverb = self.language.adverbs.start(before: bare, in: self.tokens) {
                lead.start = adverb
            } else {
                return lead.isOrder
            }
            end = lead.start
        }
    }

    private func place(of start: Int) -> CountLead.Place {
        guard self.tokens[..<start].contains(where: { if case .mark = $0.kind { false } else { true } }) else {
            return .start
        }
        switch self.token(start - 1) {
        case .mark(let mark): return Self.endsSentence(mark) ? .sentence : .clause
        case .word(let word): return .word(word)
        case .number, nil: return .word("")
        }
    }

    private func isAtMark(_ start: Int) -> Bool {
        if case .word = self.place(of: start) { false } else { true }
    }

    static func endsSentence(_ mark: Character) -> Bool { ".!?;\n。！？；…|•".contains(mark) }
}
