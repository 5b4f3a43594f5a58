import Testing

@testable import PromptCore

/// What tables of examples leave out: every lead with every number, adjective, noun and end.
@Suite struct CountCombinationTests {
    /// The parts of an instruction in a language.
    struct Grammar: Sendable {
        var leads: [String]
        var numbers: [(word: String, count: Int)]
        var nouns: [String]
        var ends: [String]
        /// What goes around noun and number, with `#` for both.
        var scenes: [String]
    }

    private static let grammars = [
        Grammar(
            leads: [
                "Generate", "Please create", "Could you please make", "I want", "Give me", "We need exactly",
                "Produce a series of", "Draw me a set of", "In soft light, paint", "Hi! I'd like to have",
            ],
            numbers: [("2", 2), ("three", 3), ("7", 7), ("a dozen", 12), ("15", 15)],
            nouns: [
                "images", "cinematic photos", "bright, playful illustrations", "hand-drawn black and white sketches",
                "oil paintings",
            ],
            ends: [
                " of a fox.", ": fox, bear, hare", " showing a fox in the snow", " for a calendar", " in pastel style",
                "",
            ],
            scenes: [
                "a wall with #", "a woman holding # in an attic", "a poster made from # of foxes",
                "# hanging on a wall",
                "an old album page showing #", "a collage of # pinned to a board", "a grid of # of foxes",
            ]
        ),
        Grammar(
            leads: ["Generiere", "Bitte erstelle", "Kannst du mir", "Ich möchte", "Zeichne eine Serie von", "Gib mir"],
            numbers: [("2", 2), ("drei", 3), ("zwölf", 12)],
            nouns: ["Bilder", "schöne Fotos", "realistische, helle Illustrationen"],
            ends: [" von einem Fuchs", ": Fuchs, Bär", ", die einen Fuchs zeigen", " für einen Kalender"],
            scenes: ["eine Wand mit #", "# an der Wand", "eine Collage aus # von Füchsen"]
        ),
        Grammar(
            leads: ["Génère", "S'il te plaît, crée", "Je voudrais", "Dessine une série de", "Donne-moi"],
            numbers: [("2", 2), ("trois", 3), ("douze", 12)],
            nouns: ["images", "belles photos", "illustrations réalistes"],
            ends: [" d'un renard", " : renard, ours", " montrant un renard", " pour un calendrier"],
            scenes: ["un mur avec #", "# sur un mur", "un collage de # sur une table"]
        ),
        Grammar(
            leads: ["Genera", "Por favor, crea", "Quiero", "Dibuja una serie de", "Dame"],
            numbers: [("2", 2), ("tres", 3), ("doce", 12)],
            nouns: ["imágenes", "hermosas fotos", "ilustraciones realistas"],
            ends: [" de un zorro", ": zorro, oso", " que muestren un zorro", " para un calendario"],
            scenes: ["una pared con #", "# en la pared", "un collage de # sobre una mesa"]
        ),
        Grammar(
            leads: ["Gere", "Por favor, crie", "Quero", "Desenhe uma série de"],
            numbers: [("2", 2), ("três", 3), ("doze", 12)],
            nouns: ["imagens", "belas fotos", "ilustrações realistas"],
            ends: [" de uma raposa", ": raposa, urso", " que mostrem uma raposa", " para um calendário"],
            scenes: ["uma parede com #", "# na parede", "uma colagem de # sobre uma mesa"]
        ),
        Grammar(
            leads: ["Genera", "Per favore, crea", "Vorrei", "Disegna una serie di"],
            numbers: [("2", 2), ("tre", 3), ("dodici", 12)],
            nouns: ["immagini", "belle foto", "illustrazioni realistiche"],
            ends: [" di una volpe", ": volpe, orso", " che mostrano una volpe", " per un calendario"],
            scenes: ["una parete con #", "# alla parete", "un collage di # su un tavolo"]
        ),
        Grammar(
            leads: ["Genereer", "Maak alsjeblieft", "Ik wil graag", "Teken een reeks van"],
            numbers: [("2", 2), ("drie", 3), ("twaalf", 12)],
            nouns: ["afbeeldingen", "mooie foto's", "realistische illustraties"],
            ends: [" van een vos", ": vos, beer", " die een vos tonen", " voor een kalender"],
            scenes: ["een muur met #", "# aan de muur", "een collage van # op een tafel"]
        ),
        Grammar(
            leads: ["Создай", "Пожалуйста, нарисуй", "Мне нужно", "Сгенерируй серию из"],
            numbers: [("5", 5), ("шесть", 6), ("12", 12)],
            nouns: ["изображений", "красивых картинок", "реалистичных иллюстраций"],
            ends: [" лисы", ": лиса, медведь", " для календаря", " в стиле акварели"],
            scenes: ["стена с #", "# на стене", "коллаж из # на столе"]
        ),
        Grammar(
            leads: ["生成", "请帮我画", "给我", "我想要", "用水彩风格生成", "请创作一组"],
            numbers: [("2", 2), ("三", 3), ("十二", 12)],
            nouns: ["张图片", "张狐狸的照片", "张风格一致的插画"],
            ends: ["", "：春、夏、秋", "，主题是四季"],
            scenes: ["墙上的#", "女孩手里拿着#", "由#组成的拼贴"]
        ),
    ]

    @Test(arguments: Self.grammars)
    func everyInstructionIsRead(grammar: Grammar) {
        for lead in grammar.leads {
            for number in grammar.numbers {
                for noun in grammar.nouns {
                    for end in grammar.ends {
                        let isSpaced = lead.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
                        let text = isSpaced ? "\(lead) \(number.word) \(noun)\(end)" : lead + number.word + noun + end
                        #expect(CountVerdict.reading(text) == .instruction(number.count), "\(text)")
                    }
                }
            }
        }
    }

    @Test(arguments: Self.grammars)
    func noSceneIsRead(grammar: Grammar) {
        for scene in grammar.scenes {
            for number in grammar.numbers {
                for noun in grammar.nouns {
                    let isSpaced = scene.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
                    let count = isSpaced ? "\(number.word) \(noun)" : number.word + noun
                    let text = scene.split(separator: "#", omittingEmptySubsequences: false).joined(separator: count)
                    #expect(CountVerdict.reading(text) == .none, "\(text)")
                }
            }
        }
    }

    /// Numbers with other nouns are what most prompts have.
    @Test(arguments: [
        "2 cats", "three dogs on a beach", "a photo of # people", "# women in a garden, oil painting",
        "# minutes to midnight",
        "a clock at # o'clock, photo", "the year 19#, portrait", "#mm lens photo", "#k wallpaper", "#% off, poster",
        "#:9 illustration", "the #th image", "image # of 20", "f/#, bokeh, photography", "#.5 metres of snow, drawing",
        "# apples and a picture book", "a house with # windows, illustration", "zwei Katzen, # Bäume, Foto",
        "# chats, illustration", "# gatos, foto", "# gatti, immagine", "# katten, afbeelding", "# кота, фото",
        "#只猫的照片", "#匹の猫の写真", "고양이 #마리 사진",
    ])
    func otherNumbersAreNone(text: String) {
        for number in ["2", "3", "4", "7", "12"] {
            let text = text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: number)
            #expect(CountVerdict.reading(text) == .none, "\(text)")
        }
    }

    /// Looking costs no more for a megabyte than for a page: what stands behind it is not read.
    @Test func onlyTheBeginningIsRead() {
        let long = String(repeating: "a fox in the snow, ", count: 60_000)
        #expect(CountVerdict.reading(long + "6 images in total") == .none)
        #expect(CountVerdict.reading("Generate 4 images of " + long) == .instruction(4))
        for piece in ["4 ", "a series of ", "generate 4 ", "4 x", "生成4", "4枚の", "네 장 ", "-", "e\u{301}\u{301}"] {
            #expect(CountVerdict.reading(String(repeating: piece, count: 200_000)) == .none)
        }
    }

    @Test(
        arguments: [
            ("Generate 3-4 images of a fox", nil, "3-4 images"), ("Ten photos of sailors on a wall", 10, "Ten photos"),
            ("Create a series of 4 dragons", 4, "4"), ("Generate two   pictures on a wall", 2, "two pictures"),
        ] as [(String, Int?, String)]
    )
    func theDoubtNamesWhatWasFound(text: String, count: Int?, excerpt: String) {
        #expect(CountVerdict.reading(text) == .unclear(count, excerpt: excerpt))
    }
}
