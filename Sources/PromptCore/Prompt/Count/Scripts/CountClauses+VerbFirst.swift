extension CountClauses {
    /// What a measure is taken for where the verb comes first: 生成5张…, 画三幅…, 三张图片：…, …，共4张.
    func certaintyVerbFirst(_ measure: Measure, _ clause: CountClause, _ index: Int) -> CountFinding.Certainty? {
        let lead = self.lead(of: clause, to: measure.start)
        if lead.isWhole, lead.isTotal, !lead.isOrder {
            return self.certaintyOfTotal(measure, clause, index)
        }
        if lead.isWhole, lead.isOrder { return self.certaintyOfOrder(measure, clause, isSure: true) }
        if lead.isWhole { return self.certaintyOfOpening(measure, clause, index) }
        return self.certaintyOfMiddle(measure, clause, index)
    }

    private struct Lead {
        /// Whether it leads up to the number.
        var isWhole: Bool
        var isOrder: Bool
        var isTotal: Bool
    }

    private func lead(of clause: CountClause, to number: Int) -> Lead {
        var position = clause.skip(self.script.openings, at: 0)
        let wish = clause.match(self.script.wishes, at: position)
        position = clause.skip(self.script.openings, at: wish ?? position)
        let verb = clause.match(self.script.verbs, at: position)
        position = verb ?? position
        var isTotal = false
        while position < number {
            if let next = clause.match(self.script.totals, at: position) {
                (isTotal, position) = (true, next)
            } else if let next = clause.match(self.script.fillers + self.script.hedges, at: position) {
                position = next
            } else {
                break
            }
        }
        return Lead(isWhole: position == number, isOrder: wish != nil || verb != nil, isTotal: isTotal)
    }

    private func certaintyOfTotal(_ measure: Measure, _ clause: CountClause, _ index: Int) -> CountFinding.Certainty? {
        let rest = measure.end..<clause.count
        let isNamed = self.isNamed(measure, clause, self.script.pictures + self.script.works)
        guard isNamed || self.isAboutPictures(before: measure.start, in: clause, index) else {
            let isSheets = !measure.isPieces && !self.clauses.contains { $0.contains(self.script.others) }
            return isSheets && self.isClosed(measure.end, in: clause) ? .doubtful : nil
        }
        if clause.find(self.script.others, in: rest) != nil, !isNamed { return nil }
        return measure.count == nil || measure.isHedged ? .doubtful : .total
    }

    private func certaintyOfOrder(_ measure: Measure, _ clause: CountClause, isSure: Bool) -> CountFinding.Certainty? {
        let rest = measure.end..<clause.count
        if measure.isPieces {
            guard let work = clause.find(self.script.works + self.script.pictures, in: rest) else { return nil }
            // "画3个人的照片" counts the people: only describing words may come before the noun.
            let between = clause.characters[measure.end..<work.lowerBound]
            guard between.count <= 6, clause.match(self.script.others, at: measure.end) == nil else { return nil }
            guard clause.find(self.script.beings, in: measure.end..<work.lowerBound) == nil else { return nil }
        } else if !self.isNamed(measure, clause, self.script.pictures + self.script.works),
            clause.find(self.script.others, in: rest) != nil
        {
            return nil
        }
        if measure.count == nil || measure.isHedged { return .doubtful }
        if clause.find(self.script.places, in: rest) != nil { return .doubtful }
        return isSure ? .order : .doubtful
    }

    private func certaintyOfOpening(_ measure: Measure, _ clause: CountClause, _ index: Int) -> CountFinding.Certainty?
    {
        let rest = measure.end..<clause.count
        let picture = clause.find(self.script.pictures, in: rest)
        // 4张 as a clause of its own
        if self.isClosed(picture.map { clause.skip(Self.tails, at: $0.upperBound) } ?? measure.end, in: clause),
            picture.map({ $0.lowerBound - measure.end <= 1 }) ?? true, !clause.isFirst, !measure.isArticle,
            !measure.isPieces
        {
            guard
                self.isNamed(measure, clause, self.script.pictures)
                    || self.isAboutPictures(before: 0, in: clause, index)
            else { return nil }
            guard measure.count != nil, !measure.isHedged else { return .doubtful }
            return self.beginsWithOrder ? .order : .doubtful
        }
        if measure.isArticle { return nil }
        if measure.isPieces {
            guard let work = clause.find(self.script.works, in: rest), work.lowerBound - measure.end <= 4 else {
                return nil
            }
            return clause.isFirst && clause.end.map { "：:".contains($0) } == true ? .doubtful : nil
        }
        guard self.isNamed(measure, clause, self.script.pictures) else { return nil }
        if clause.find(self.script.places, in: rest) != nil { return .scene }
        if measure.count == nil || measure.isHedged { return clause.isFirst ? .doubtful : .scene }
        guard clause.isFirst || self.isHeaded(index) else { return .scene }
        return self.isTitle(from: measure.end, clause) ? .order : .doubtful
    }

    private func certaintyOfMiddle(_ measure: Measure, _ clause: CountClause, _ index: Int) -> CountFinding.Certainty? {
        let rest = measure.end..<clause.count
        var left = measure.start
        var isTotal = false
        while clause.match(self.script.verbs, before: left) == nil {
            if let total = clause.match(self.script.totals, before: left) {
                (isTotal, left) = (true, total)
            } else if let filler = clause.match(self.script.fillers + self.script.hedges, before: left) {
                left = filler
            } else {
                break
            }
        }
        let isNamed = self.isNamed(measure, clause, self.script.pictures)
        if let verb = clause.match(self.script.verbs, before: left) {
            guard clause.find(self.script.strangers, in: 0..<verb) == nil else { return nil }
            guard isNamed || self.isClosed(measure.end, in: clause) else { return nil }
            let isSure = clause.match(self.script.sureVerbs, before: left) != nil
            return self.certaintyOfOrder(measure, clause, isSure: isSure)
        }
        let isNounBefore = self.isPictureEnd(left, clause) || self.isPictureEnd(measure.start, clause)
        if isNounBefore, self.isClosed(measure.end, in: clause) {
            if measure.count == nil || measure.isHedged { return .doubtful }
            return isTotal ? .total : self.beginsWithOrder ? .order : .doubtful
        }
        if isTotal, isNamed || self.isAboutPictures(before: measure.start, in: clause, index) {
            return clause.find(self.script.places, in: 0..<clause.count) != nil ? .scene : .doubtful
        }
        let noun = clause.match(self.script.pictures, at: measure.end)
        if noun != nil, clause.match(self.script.carriers, before: left) != nil {
            return clause.find(self.script.places, in: rest) != nil ? .scene : .doubtful
        }
        return isNamed ? .scene : nil
    }

    /// Whether nothing but a word for pictures comes before: 组图：四张….
    private func isHeaded(_ index: Int) -> Bool {
        index == 1 && self.clauses[0].skip(self.script.pictures + self.script.fillers, at: 0) == self.clauses[0].count
    }

    /// Whether counter or clause says that pictures are counted.
    private func isNamed(_ measure: Measure, _ clause: CountClause, _ nouns: [String]) -> Bool {
        clause.match(self.script.pictureSheets, before: measure.end) != nil
            || clause.find(nouns, in: measure.end..<clause.count) != nil
    }

    private static let tails = ["片", "像", "画", "畫", "纸", "紙", "报", "報", "图", "圖", "作品"]

    private func isPictureEnd(_ end: Int, _ clause: CountClause) -> Bool {
        if clause.match(self.script.pictures, before: end) != nil { return true }
        return clause.match(Self.tails, before: end).map { clause.match(self.script.pictures, before: $0) != nil }
            ?? false
    }

    private var beginsWithOrder: Bool {
        self.clauses.first.map { self.lead(of: $0, to: 0).isOrder } ?? false
    }

    /// Whether the clause is nothing but the pictures: 猫的照片, or 图片 with a colon or comma after it.
    private func isTitle(from position: Int, _ clause: CountClause) -> Bool {
        guard let noun = clause.find(self.script.pictures, in: position..<clause.count) else { return false }
        guard clause.skip(Self.tails, at: noun.upperBound) == clause.count else { return false }
        let isDescribed =
            noun.lowerBound > position && clause.match(self.script.genitives, before: noun.lowerBound) != nil
        return isDescribed || clause.end.map { "：:，,".contains($0) } == true
            || self.clauses.count == 1 && noun.lowerBound == position
    }
}
