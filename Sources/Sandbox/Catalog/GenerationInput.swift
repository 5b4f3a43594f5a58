import PromptCore

/// What a valid input asks for.
struct GenerationInput: Equatable, Sendable {
    var text: String
    var seed: Int64
    var images: Int
    var size: PixelSize

    /// Reads an input that has passed its model's schema, and fills in the defaults.
    init(_ input: APIValue, model: Catalog.Model) {
        self.text = input["text"]?.text ?? ""
        // Without a seed the text stands in for it: the sandbox leaves nothing to chance.
        var hash = StableHash(self.text)
        self.seed = input["seed"]?.wholeNumber ?? Int64(hash.next() % 1_000_000)
        let most = input["sequential_image_generation_options"]?.wholeNumber ?? 3
        self.images = model.hasManyOutputs ? Int(most) : 1
        self.size =
            input["image_size"]?.text.flatMap { PixelSize(imageSize: $0) } ?? PixelSize(width: 2560, height: 1440)
    }

    /// The picture with the given number, from 1.
    func picture(_ index: Int) -> Picture {
        Picture(text: self.text, seed: self.seed, index: index, count: self.images, size: self.size)
    }
}
