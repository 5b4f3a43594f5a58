/// The words by which a language without reliable spaces asks for a number of images, or shows one.
struct CountScript: Sendable {
    /// Where the verb of an order stands.
    enum Order: Sendable { case verbFirst, verbLast }

    var order: Order
    /// What may come before the verb: "请".
    var openings: [String]
    /// What makes it an order: "生成", "描いて".
    var verbs: [String]
    /// Those among the verbs that hardly mean anything but making images, wherever they stand.
    var sureVerbs: [String]
    var wishes: [String]
    /// What may come between verb and number, or number and verb: "一组".
    var fillers: [String]
    /// What makes a number the number of all: "共".
    var totals: [String]
    /// What pictures are counted in, and what designs are: "张", "款".
    var sheets: [String]
    var pieces: [String]
    /// Those that count pictures and hardly anything else: "幅".
    var pictureSheets: [String]
    /// 组, セット: the number is of several at once.
    var groups: [String]
    /// The words for pictures; for what is made one by one or many in one image; and what else is counted in sheets.
    var pictures: [String]
    var works: [String]
    var others: [String]
    /// What a number of pieces counts rather than pictures: 画3个人的照片.
    var beings: [String]
    var genitives: [String]
    var objects: [String]
    /// Behind a noun that does something in the scene: "が".
    var subjects: [String]
    /// What makes an ordinal of a number, before it and after the counter: "第", "目".
    var ordinalsBefore: [String]
    var ordinalsAfter: [String]
    /// What makes a number a guess, before it and after the counter: "大约", "左右".
    var hedges: [String]
    /// What pictures are on or do in a scene.
    var places: [String]
    /// What shows that the verb is somebody else's: "正在".
    var strangers: [String]
    /// What an order may be carried by without a verb: "用4张图".
    var carriers: [String]
    /// Many in one image.
    var layouts: [String]
    /// "one", which without a verb is only an article.
    var articles: [String]
    /// What may stand behind everything: "です".
    var endings: [String]
    var numbers: [String: Int]
    /// Whether a number written as a word begins after a space or mark.
    var separatesNumbers: Bool

    static let all = [Self.chinese, .japanese, .korean]
}
