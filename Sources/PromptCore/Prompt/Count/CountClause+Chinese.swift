extension CountClause {
    private static let openings = [
        "请", "請", "麻烦", "麻煩", "帮我", "幫我", "帮忙", "为我", "為我", "你能", "能否", "能不能", "可以", "你", "能",
    ]
    private static let verbs = [
        "生成", "绘制", "繪製", "创作", "創作", "创建", "創建", "制作", "製作", "设计", "設計", "渲染", "产生", "產生", "输出",
        "輸出", "画", "畫", "拍摄", "拍攝", "做", "来", "來",
    ]
    private static let wishes = [
        "给我", "給我", "我想要", "我要", "我需要", "我想", "想要", "需要",
    ]
    private static let afterVerb = ["出", "一下", "给我", "給我", "共", "总共", "一共", "一组", "一套", "一系列"]
    private static let pictures = [
        "图", "圖", "照", "相片", "画", "畫", "海报", "海報", "壁纸", "壁紙", "写真", "頭像", "头像",
    ]
    /// What else is counted in 张 (sheets): with one of these the count may belong to the scene.
    private static let sheets = [
        "桌", "椅", "床", "纸", "紙", "脸", "臉", "嘴", "弓", "票", "牌", "扑克", "卡片", "贺卡", "名片", "明信片", "皮革", "沙发", "沙發",
        "渔网", "毯", "席",
    ]
    private static let versions = ["版本", "变体", "變體", "图", "圖", "画面", "照片", "插画", "插畫"]

    /// The number an instruction in Chinese names: 生成5张…, 画三幅…, 三张图片：….
    func chineseCount() -> Int? {
        var position = self.skip(Self.openings, at: 0)
        let wish = self.match(Self.wishes, at: position)
        position = self.skip(Self.openings, at: wish ?? position)
        let verb = self.match(Self.verbs, at: position)
        if let verb { position = self.skip(Self.afterVerb, at: verb) }
        guard let number = self.number(at: position), number.end < self.characters.count else { return nil }
        let isOrder = verb != nil
        switch self.characters[number.end] {
        case "幅": return isOrder || wish != nil || self.isPictureTitle(from: number.end + 1) ? number.value : nil
        case "张", "張":
            let isMeant = isOrder ? self.isPicture(from: number.end + 1) : self.namesPicture(from: number.end + 1)
            let isEnough = isOrder || wish != nil || self.isPictureTitle(from: number.end + 1)
            return isMeant && isEnough ? number.value : nil
        case "个", "個", "种", "種", "款":
            guard isOrder || wish != nil else { return nil }
            let adjective = self.skip(["不同", "不一样", "的", "新"], at: number.end + 1)
            return self.match(Self.versions, at: adjective) == nil ? nil : number.value
        default: return nil
        }
    }

    private func namesPicture(from position: Int) -> Bool {
        self.find(Self.pictures, from: position) != nil
    }

    private func isPicture(from position: Int) -> Bool {
        if self.namesPicture(from: position) { return true }
        return self.find(Self.sheets, from: position) == nil
    }

    /// Whether the clause is nothing but the pictures: 猫的照片, or 图片 with a colon or comma after it.
    private func isPictureTitle(from position: Int) -> Bool {
        let tail = ["片", "像", "画", "畫", "纸", "紙", "报", "報", "图", "圖"]
        guard let noun = self.find(Self.pictures, from: position) else { return false }
        guard self.skip(tail, at: noun.upperBound) == self.characters.count else { return false }
        let isDescribed = noun.lowerBound > position && self.characters[noun.lowerBound - 1] == "的"
        return isDescribed || self.end.map { "：:，,".contains($0) } == true
    }
}
