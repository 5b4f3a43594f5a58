import PromptCore

/// What a valid input asks for.
struct GenerationInput: Equatable, Sendable {
    var text: String
    var seed: Int64
    /// How many outputs there are to be.
    var images: Int
    var size: PixelSize
    /// How long each is; zero for pictures.
    var seconds: Double
    /// Stands for all the files that were given; `nil` if there were none.
    var source: String?
    private let output: Catalog.Model.Output

    /// Reads an input that has passed its model's schema, and fills in the defaults.
    init(_ input: APIValue, model: Catalog.Model) {
        func value(_ name: String) -> APIValue? { input[name] ?? model.input.usual(name) }
        self.text = Self.text(of: input)
        // Without a seed the text stands in for it: the sandbox leaves nothing to chance.
        var hash = StableHash(self.text)
        self.seed = input["seed"]?.wholeNumber ?? Int64(hash.next() % 1_000_000)
        let counts = ["sequential_image_generation_options", "number_of_images", "num_images"]
        self.images = Int(counts.lazy.compactMap { value($0)?.wholeNumber }.first ?? 1)
        self.output = model.output
        self.seconds =
            switch model.output {
            case .images, .image: 0
            case .video, .videos, .sound: Self.seconds(value("duration"), text: self.text)
            }
        let isFilm = model.unit == .second || self.seconds > 0
        self.size =
            PixelSize(
                imageSize: value("image_size")?.text,
                ratio: value("aspect_ratio")?.text,
                resolution: value("resolution")?.text,
                isFilm: isFilm
            )
        let files = model.input.files.compactMap { input[$0.name] }.flatMap(\.texts)
        self.source = files.isEmpty ? nil : Self.digest(files)
    }

    /// The words of an input, under whatever name.
    static func text(of input: APIValue) -> String { input["text"]?.text ?? input["prompt"]?.text ?? "" }

    /// As asked for; else as long as it takes to say the words.
    private static func seconds(_ duration: APIValue?, text: String) -> Double {
        if let duration { return duration.number ?? duration.text.flatMap { Double($0) } ?? 5 }
        return min(60, max(1, (Double(text.unicodeScalars.count) * 0.6).rounded(.up) / 10))
    }

    private static func digest(_ files: [String]) -> String {
        var hash = StableHash(files.joined(separator: "\n"))
        return String(hash.nextHex().prefix(8))
    }

    /// The picture with the given number, from 1.
    func picture(_ index: Int) -> Picture {
        Picture(
            text: self.text,
            seed: self.seed,
            index: index,
            count: self.images,
            size: self.size,
            source: self.source
        )
    }

    /// The output with the given number, from 1.
    func artwork(_ index: Int) -> Artwork {
        switch self.output {
        case .images, .image: .picture(self.picture(index))
        case .video, .videos: .film(Film(picture: self.picture(index), seconds: self.seconds))
        case .sound: .sound(Sound(text: self.text, seed: self.seed, seconds: self.seconds))
        }
    }
}
