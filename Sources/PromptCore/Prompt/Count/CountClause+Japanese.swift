extension CountClause {
    private static let pictures = [
        "画像", "写真", "イラスト", "絵", "図", "ポスター", "壁紙", "スケッチ", "フォト", "イメージ", "バリエーション",
    ]
    private static let verbs = [
        "生成", "作成", "制作", "作って", "作り", "作る", "つくって", "描いて", "描く", "描き", "ください", "下さい", "お願い",
        "出力", "レンダリング", "欲しい", "ほしい", "見せて", "用意",
    ]
    private static let counters = ["枚", "点"]

    /// The number an instruction in Japanese names: 5枚の画像を生成して, 猫の画像を5枚生成して, 3枚の写真：….
    func japaneseCount() -> Int? {
        self.leadingJapaneseCount() ?? self.trailingJapaneseCount()
    }

    private func leadingJapaneseCount() -> Int? {
        guard let number = self.number(at: 0), let counter = self.match(Self.counters, at: number.end) else {
            return nil
        }
        let start = self.skip(["の"], at: counter)
        guard let noun = self.find(Self.pictures, from: start) else { return nil }
        if noun.upperBound == self.characters.count {
            let isDescribed = noun.lowerBound > start && self.characters[noun.lowerBound - 1] == "の"
            let isTitle = self.end.map { "：:、，,".contains($0) } == true
            return isDescribed || isTitle ? number.value : nil
        }
        guard let object = self.match(["を"], at: noun.upperBound) else { return nil }
        return self.isOrdered(from: object, within: 8) ? number.value : nil
    }

    private func trailingJapaneseCount() -> Int? {
        guard let noun = self.find(Self.pictures.flatMap { [$0 + "を", $0] }, from: 0), noun.upperBound <= 40,
            let number = self.number(at: noun.upperBound), let counter = self.match(Self.counters, at: number.end)
        else { return nil }
        let object = self.skip(["を"], at: counter)
        return self.isOrdered(from: object, within: 4) ? number.value : nil
    }

    private func isOrdered(from position: Int, within distance: Int) -> Bool {
        guard let verb = self.find(Self.verbs, from: position) else { return false }
        // A second object belongs to the scene: 写真を見ている女性を描いて.
        let between = self.characters[position..<verb.lowerBound]
        return between.count <= distance && !between.contains("を")
    }
}
