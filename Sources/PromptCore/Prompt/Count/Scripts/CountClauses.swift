/// Finds the numbers of pictures in a text in a language without reliable spaces between words.
///
/// A measure is number and counter: 四张, 4枚, 네 장. What it is taken for depends on what stands around it in its clause.
struct CountClauses {
    let script: CountScript
    let clauses: [CountClause]

    init(text: CountText, script: CountScript) {
        self.script = script
        // Most texts have none of the script's characters.
        let isForeign = text.characters.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value < 0x1100 } }
        self.clauses = isForeign ? [] : CountClause.all(of: text.characters)
    }

    struct Measure {
        /// Where number and counter begin and end in the clause.
        var start: Int
        var end: Int
        var count: Int?
        /// 个, つ: says little about what is counted.
        var isPieces: Bool
        /// 一张 without a verb is only "a".
        var isArticle: Bool
        var isHedged = false
    }

    func findings() -> [CountFinding] {
        var findings: [CountFinding] = []
        for (index, clause) in self.clauses.enumerated() {
            var position = 0
            while position < clause.count {
                guard let measure = self.measure(at: position, in: clause) else {
                    position += 1
                    continue
                }
                let certainty =
                    switch self.script.order {
                    case .verbFirst: self.certaintyVerbFirst(measure, clause, index)
                    case .verbLast: self.certaintyVerbLast(measure, clause, index)
                    }
                if let certainty { findings.append(self.finding(measure, clause, certainty)) }
                position = measure.end
            }
        }
        return findings
    }

    private func finding(_ measure: Measure, _ clause: CountClause, _ certainty: CountFinding.Certainty) -> CountFinding
    {
        let noun = clause.find(self.script.pictures + self.script.works, in: measure.end..<clause.count)
        let isNear = noun.map { $0.upperBound - measure.end <= 12 } ?? false
        let end = isNear ? noun?.upperBound ?? measure.end : measure.end
        let range = clause.positions[measure.start]..<clause.positions[end - 1] + 1
        let isOne = measure.isArticle && certainty == .order
        let count = measure.isHedged && certainty == .order ? nil : measure.count
        guard certainty == .order || certainty == .total, self.isLaidOut, measure.count != 1 else {
            return CountFinding(range: range, count: count, noun: "", certainty: isOne ? .article : certainty)
        }
        return CountFinding(range: range, count: count, noun: "", certainty: .doubtful)
    }

    private func measure(at start: Int, in clause: CountClause) -> Measure? {
        guard var number = clause.number(at: start, self.script).map({ (value: Int?($0.value), end: $0.end) }) else {
            return nil
        }
        guard clause.match(self.script.ordinalsBefore, before: start) == nil else { return nil }
        let isArticle = clause.match(self.script.articles, at: start) == number.end
        // 3-4张, 三到四张, 3或4张
        if let joint = clause.match(
            ["-", "~", "〜", "～", "到", "至", "或", "か", "から", "에서", "또는", "—", "–"],
            at: number.end
        ),
            let second = self.rangeEnd(at: joint, in: clause)
        {
            number = (nil, second)
        }
        let sheet = clause.match(self.script.sheets, at: number.end)
        let isGroup = clause.match(self.script.groups, at: number.end) != nil
        // 一组 is one group, and how many are in it comes next.
        let piece = clause.match(self.script.pieces + (isArticle ? [] : self.script.groups), at: number.end)
        guard let counter = [sheet, piece].compactMap(\.self).max() else { return nil }
        guard clause.match(self.script.ordinalsAfter, at: counter) == nil else { return nil }
        let isPieces = sheet != counter
        let isHedged =
            clause.match(self.script.hedges, before: start) != nil
            || clause.match(self.script.hedges, at: counter) != nil
        return Measure(
            start: start,
            end: counter,
            count: isGroup ? nil : number.value,
            isPieces: isPieces,
            isArticle: isArticle,
            isHedged: isHedged
        )
    }

    private func rangeEnd(at position: Int, in clause: CountClause) -> Int? {
        let digits = clause.characters[min(position, clause.count)...].prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? clause.number(at: position, self.script)?.end : digits.endIndex
    }

    /// Whether the text speaks of pictures before clause `index`, or in it before `end`.
    func isAboutPictures(before end: Int, in clause: CountClause, _ index: Int) -> Bool {
        let nouns = self.script.pictures + self.script.works
        return self.clauses[..<index].contains { $0.contains(nouns) } || clause.find(nouns, in: 0..<end) != nil
    }

    /// Whether the text speaks of many in one image.
    private var isLaidOut: Bool { self.clauses.contains { $0.contains(self.script.layouts) } }

    /// Whether nothing but particles is left behind `position`.
    func isClosed(_ position: Int, in clause: CountClause) -> Bool {
        clause.skip(self.script.endings, at: position) == clause.count
    }
}
