import PromptCore

extension Catalog {
    /// Models that make sound.
    static let sounds: [Model] = [
        Model(
            id: "minimax/speech-02-hd",
            displayName: "Speech 02 HD",
            summary: "Reads a text aloud.",
            categories: ["text-to-speech"],
            output: .sound,
            price: USD(micros: 20_000),
            input: InputSchema(
                required: ["text"],
                [
                    (
                        "text",
                        [
                            "title": "Text", "type": "string", "minLength": .integer(1), "maxLength": .integer(5000),
                            "default": "The evening train is late again.",
                        ]
                    ),
                    ("voice_id", Self.choice("Voice", ["Wise_Woman", "Calm_Man", "Young_Narrator"])),
                    (
                        "speed",
                        [
                            "title": "Speed", "type": "number", "minimum": .number(0.5), "maximum": .integer(2),
                            "default": .integer(1),
                        ]
                    ),
                ]
            )
        ),
        Model(
            id: "ace-step/ace-step-1-5/text-to-music",
            displayName: "ACE-Step 1.5",
            summary: "A piece of music from a text.",
            categories: ["text-to-music"],
            output: .sound,
            unit: .second,
            price: USD(micros: 2_000),
            input: InputSchema(
                required: ["prompt"],
                [
                    ("prompt", Self.prompt("A slow waltz for accordion.")),
                    ("lyrics", ["title": "Lyrics", "type": "string", "default": "[verse] Down by the river"]),
                    ("duration", Self.number("Duration", 5...60, default: 10)), ("seed", Self.seed),
                ]
            )
        ),
    ]
}
