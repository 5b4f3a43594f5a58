import PromptCore

extension Catalog {
    /// A model, as the catalog tells of it.
    struct Model: Sendable {
        /// What a price is for.
        enum Unit: String, Sendable {
            case output, second
        }

        /// What comes out, and which members of a result's `output` hold it.
        enum Output: Sendable {
            /// Pictures in a list, `images`.
            case images
            /// One picture, `image`.
            case image
            /// One film, `video`.
            case video
            /// Films in a list, `videos`.
            case videos
            /// One clip, in `audio` and once more in `audios`.
            case sound
        }

        let id: String
        let displayName: String
        let summary: String
        let categories: [String]
        let output: Output
        var unit = Unit.output
        /// What a unit costs; `nil` is what the sandbox was told that a picture costs.
        var price: USD?
        let input: InputSchema

        /// The sandbox has no workflows.
        static let kind = "model"

        /// What a unit costs if a picture costs `picture`.
        func unitPrice(picture: USD) -> USD { self.price ?? picture }

        /// What `input` costs if a picture costs `picture`.
        func cost(_ input: GenerationInput, picture: USD) -> USD {
            let price = self.unitPrice(picture: picture)
            switch self.unit {
            case .output: return price * input.images
            case .second:
                let seconds = Double(input.images) * input.seconds
                return USD(micros: Int64((Double(price.micros) * seconds).rounded()))
            }
        }

        /// The catalog entry; the schema only if asked for.
        func json(picture: USD, includesSchema: Bool) -> APIValue {
            let price = self.unitPrice(picture: picture)
            var entry: [String: APIValue] = [
                "model_id": .string(self.id), "display_name": .string(self.displayName), "kind": .string(Self.kind),
                "description": .string(self.summary),
                "model_url": .string(
                    "https://www.runcomfy.com/models/\(self.id.split(separator: " ").joined(separator: "-"))"
                ),
                "categories": .array(self.categories.map { .string($0) }), "base_price_usd": .number(price.dollars),
                "price_unit": .string(self.unit.rawValue), "pricing_note": "Sandbox: nothing is really charged.",
                "inputs": .array(self.input.names.map { .string($0) }),
                "required_inputs": .array(self.input.required.map { .string($0) }),
            ]
            if includesSchema { entry["input_schema"] = self.input.json }
            return .object(entry)
        }

        /// The `output` of a result with these links.
        func outputs(_ links: [String]) -> APIValue {
            let list = APIValue.array(links.map { .string($0) })
            let first = links.first.map { APIValue.string($0) } ?? .null
            return switch self.output {
            case .images: ["images": list]
            case .image: ["image": first]
            case .video: ["video": first]
            case .videos: ["videos": list]
            case .sound: ["audio": first, "audios": list]
            }
        }
    }
}
