extension CountLanguage {
    static let german = CountLanguage(
        openings: ["bitte", "kannst du", "konntest du", "konnen sie", "konnten sie"],
        verbs: [
            "generiere", "generier", "generieren sie", "erzeuge", "erzeug", "erzeugen sie", "erstelle", "erstell",
            "erstellen sie", "mache", "mach", "machen sie", "male", "mal", "malen sie", "zeichne", "zeichnen sie",
            "rendere", "render", "produziere", "entwirf", "gestalte", "gib mir", "geben sie mir", "zeig mir",
            "zeige mir", "ich will", "ich mochte", "ich hatte gern", "ich hatte gerne", "ich brauche", "wir brauchen",
        ],
        afterVerb: ["mir", "uns", "bitte", "genau", "insgesamt", "mal", "fur mich"],
        groups: ["eine serie von", "eine reihe von", "einen satz von", "serie von", "eine folge von"],
        articles: ["ein", "eine", "einen", "einem"],
        single: ["einziges", "einzige", "einzigen", "einzelnes", "einzelne", "einzelnen"],
        numbers: [
            "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "funf": 5, "fuenf": 5, "sechs": 6,
            "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "zwoelf": 12, "dreizehn": 13,
            "vierzehn": 14, "funfzehn": 15, "fuenfzehn": 15, "sechzehn": 16, "zwanzig": 20,
        ],
        singulars: [
            "bild", "foto", "fotografie", "photo", "illustration", "zeichnung", "gemalde", "grafik", "variante",
            "variation", "version", "aufnahme", "rendering", "skizze", "portrat", "poster",
        ],
        plurals: [
            "bilder", "bildern", "fotos", "fotografien", "photos", "illustrationen", "zeichnungen", "gemalde",
            "grafiken", "varianten", "variationen", "versionen", "aufnahmen", "renderings", "skizzen", "portrats",
            "poster",
        ],
        stops: [
            "von", "vom", "an", "am", "auf", "in", "im", "mit", "und", "oder", "bis", "der", "die", "das", "den",
            "dem", "des", "aus", "bei", "fur", "zu", "zum", "zur", "uber", "unter", "neben", "vor", "hinter", "dutzend",
            "paar", "hundert", "tausend", "prozent", "sind", "ist", "hangen", "stehen",
        ],
        doubtfulEndings: ["nd"],
        adjectives: [],
        adjectivesFollow: false,
        strongFollowers: ["von", "vom"],
        followers: ["mit", "fur", "uber", "zu", "zum", "zur", "die", "wo", "nach", "einer", "eines"],
        styleFollowers: ["in", "im", "auf", "als"],
        styleWords: [
            "stil", "stile", "farbe", "farben", "aquarell", "aquarellstil", "ol", "tusche", "bleistift", "schwarzweiss",
            "schwarz-weiss", "format", "auflosung", "qualitat", "hintergrund", "querformat", "hochformat",
        ]
    )
}
