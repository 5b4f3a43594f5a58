extension CountClauses {
    /// What a measure is taken for where the verb comes last: 5枚の画像を生成して, 猫の画像を5枚生成して, 3枚の写真：…; 고양이 사진 네 장을 그려 줘.
    func certaintyVerbLast(_ measure: Measure, _ clause: CountClause, _ index: Int) -> CountFinding.Certainty? {
        let isGuess = measure.count == nil || measure.isHedged
        let certainty: CountFinding.Certainty?
        if clause.match(self.script.totals, before: measure.start) != nil {
            certainty = self.certaintyOfTotalVerbLast(measure, clause, index)
        } else if let noun = self.nounBefore(measure.start, clause) {
            certainty = self.certaintyOfNounFirst(measure, clause, noun)
        } else {
            certainty = self.certaintyOfNumberFirst(measure, clause, index)
        }
        return isGuess && (certainty == .order || certainty == .total) ? .doubtful : certainty
    }

    private func certaintyOfTotalVerbLast(_ measure: Measure, _ clause: CountClause, _ index: Int)
        -> CountFinding.Certainty?
    {
        let rest = measure.end..<clause.count
        let isNamed = clause.find(self.script.pictures + self.script.works, in: rest) != nil
        guard isNamed || self.isAboutPictures(before: measure.start, in: clause, index) else { return nil }
        if clause.find(self.script.places, in: 0..<clause.count) != nil { return .scene }
        let noun = clause.find(self.script.pictures + self.script.works, in: rest)
        let isOrdered =
            self.isOrdered(from: measure.end, clause, within: 24)
            || noun.map { self.isClosed($0.upperBound, in: clause) } ?? false
        return isOrdered || self.isClosed(measure.end, in: clause) || clause.find(self.script.fillers, in: rest) != nil
            ? .total : .doubtful
    }

    /// The noun that `position` stands right behind, with or without particle.
    private func nounBefore(_ position: Int, _ clause: CountClause) -> (start: Int, hasObject: Bool)? {
        var end = position
        while let filler = clause.match(self.script.fillers + self.script.hedges, before: end) { end = filler }
        let object = clause.match(self.script.objects, before: end)
        let nouns = self.script.pictures + self.script.works
        return clause.match(nouns, before: object ?? end).map { ($0, object != nil) }
    }

    private func certaintyOfNounFirst(_ measure: Measure, _ clause: CountClause, _ noun: (start: Int, hasObject: Bool))
        -> CountFinding.Certainty?
    {
        let isPlaced = clause.find(self.script.places, in: 0..<clause.count) != nil
        let isWork = clause.match(self.script.pictures, at: noun.start) == nil
        if measure.isPieces, !isWork { return nil }
        let rest = clause.skip(self.script.objects + self.script.fillers, at: measure.end)
        if self.isOrdered(from: rest, clause, within: 8) { return isPlaced ? .doubtful : .order }
        if self.isClosed(rest, in: clause) {
            if isPlaced { return .scene }
            if noun.hasObject && rest == measure.end { return .order }
            return clause.isFirst && clause.end.map { "：:".contains($0) } == true ? .order : .doubtful
        }
        return .scene
    }

    private func certaintyOfNumberFirst(_ measure: Measure, _ clause: CountClause, _ index: Int)
        -> CountFinding.Certainty?
    {
        let start = clause.skip(self.script.genitives, at: measure.end)
        let isLeading = clause.skip(self.script.openings + self.script.fillers, at: 0) == measure.start
        guard let noun = self.noun(of: measure, from: start, clause) else {
            // 猫の画像。4枚生成してください
            guard isLeading, self.isAboutPictures(before: 0, in: clause, index) else { return nil }
            if self.isOrdered(from: measure.end, clause, within: 4) { return .order }
            return self.isClosed(measure.end, in: clause) && !measure.isPieces ? .doubtful : nil
        }
        if clause.find(self.script.others, in: start..<noun.upperBound) != nil { return nil }
        let isPlaced = clause.find(self.script.places, in: 0..<clause.count) != nil
        if let object = clause.match(self.script.objects, at: noun.upperBound),
            self.isOrdered(from: object, clause, within: 24)
        {
            return isPlaced ? .doubtful : .order
        }
        if self.isOrdered(from: noun.upperBound, clause, within: 2) { return isPlaced ? .doubtful : .order }
        if isPlaced || clause.match(self.script.subjects, at: noun.upperBound) != nil { return .scene }
        let carrier = clause.match(self.script.carriers, at: noun.upperBound)
        if carrier != nil, noun.lowerBound - start <= 2 { return .doubtful }
        // 4枚組のイラスト
        if clause.match(self.script.groups, at: measure.end) != nil, self.isClosed(noun.upperBound, in: clause) {
            return .doubtful
        }
        guard isLeading, !measure.isPieces, !measure.isArticle else { return .scene }
        guard self.isClosed(noun.upperBound, in: clause) else { return clause.isFirst ? .doubtful : .scene }
        let isDescribed = noun.lowerBound > start
        let isTitle = clause.end.map { "：:、，,".contains($0) } == true
        let isOnly = self.clauses.count == 1
        guard clause.isFirst else { return isTitle ? .scene : .doubtful }
        return isDescribed || isTitle || isOnly ? .order : .doubtful
    }

    /// The last of the nouns for pictures before a particle: 猫の写真のイラストを.
    private func noun(of measure: Measure, from start: Int, _ clause: CountClause) -> Range<Int>? {
        // 5シーン: the counter says it.
        if measure.isPieces, let work = clause.match(self.script.works, before: measure.end), work > measure.start {
            return start..<start
        }
        let nouns = measure.isPieces ? self.script.works : self.script.pictures + self.script.works
        var found: Range<Int>?
        var position = start
        while position < min(clause.count, start + (measure.isPieces ? 8 : 24)) {
            if let end = clause.match(nouns, at: position) {
                found = position..<end
                position = end
            } else if clause.match(self.script.objects, at: position) != nil {
                break
            } else {
                position += 1
            }
        }
        return found
    }

    private func isOrdered(from position: Int, _ clause: CountClause, within distance: Int) -> Bool {
        let end = min(clause.count, position + distance + 8)
        guard position <= end, let verb = clause.find(self.script.verbs, in: position..<end) else { return false }
        // A second object belongs to the scene: 写真を見ている女性を描いて.
        guard verb.lowerBound - position <= distance else { return false }
        return clause.find(self.script.objects, in: position..<verb.lowerBound) == nil
    }
}
