/// The words for pictures of a language, by kind, each written as one string: "image/images, photo/photos".
///
/// Where a language has several forms of a number: "картинка|картинку/картинки|картинок".
struct CountNouns: Sendable {
    /// How surely a noun means what is made.
    enum Kind: Int, Sendable {
        /// What is made and hardly ever shown: image, variation.
        case output
        /// What is made, or hangs on a wall: photo, painting.
        case picture
        /// What is made one by one, or many in one image: logo, scene.
        case work
        /// What is made, or stands in a scene: banner, frame, panel.
        case object
    }

    struct Noun: Sendable {
        var kind: Kind
        var isSingular = false
        var isPlural = false
    }

    private var nouns: [String: Noun] = [:]

    init(output: String, picture: String, work: String, object: String) {
        for (kind, table) in [(Kind.object, object), (.work, work), (.picture, picture), (.output, output)] {
            for entry in table.split(separator: ",") {
                let forms = entry.split(separator: "/").map { $0.split(separator: "|") }
                for form in forms.first ?? [] {
                    self.nouns[Self.key(form), default: Noun(kind: kind)].isSingular = true
                }
                for form in forms.last ?? [] { self.nouns[Self.key(form), default: Noun(kind: kind)].isPlural = true }
            }
        }
    }

    subscript(word: String) -> Noun? { self.nouns[word] }

    private static func key(_ form: Substring) -> String {
        CountToken.folded(form.filter { !$0.isWhitespace })
    }
}
