extension CountLanguage {
    static let spanish = CountLanguage(
        openings: ["por favor", "puedes", "podrias", "puede", "podria"],
        verbs: [
            "genera", "generame", "generar", "genere", "crea", "creame", "crear", "cree", "haz", "hazme", "haga",
            "hacer", "dibuja", "dibujame", "dibujar", "dibuje", "pinta", "pintame", "pintar", "pinte", "produce",
            "producir", "disena", "disename", "renderiza", "dame", "deme", "muestrame", "quiero", "quisiera",
            "me gustaria", "necesito",
        ],
        afterVerb: ["me", "para mi", "exactamente", "por favor", "en total"],
        groups: ["una serie de", "un conjunto de", "una secuencia de", "serie de"],
        articles: ["un", "una"],
        single: ["solo", "sola", "unica", "unico"],
        numbers: [
            "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
            "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
            "veinte": 20,
        ],
        singulars: [
            "imagen", "foto", "fotografia", "ilustracion", "dibujo", "pintura", "cuadro", "retrato", "variacion",
            "variante", "version", "render", "boceto", "cartel",
        ],
        plurals: [
            "imagenes", "fotos", "fotografias", "ilustraciones", "dibujos", "pinturas", "cuadros", "retratos",
            "variaciones", "variantes", "versiones", "renders", "bocetos", "carteles",
        ],
        stops: [
            "de", "del", "en", "sobre", "con", "y", "o", "u", "el", "la", "los", "las", "a", "al", "por", "para", "un",
            "una", "mi", "mis", "su", "sus", "que", "son", "es", "docena", "par", "cien", "mil", "colgados",
            "colgadas",
        ],
        doubtfulEndings: ["ando", "iendo"],
        adjectives: [],
        adjectivesFollow: true,
        strongFollowers: ["de", "del", "mostrando", "representando"],
        followers: ["con", "para", "que", "donde"],
        styleFollowers: ["en", "a", "al", "sobre"],
        styleWords: [
            "estilo", "color", "colores", "acuarela", "oleo", "tinta", "lapiz", "blanco", "negro", "formato",
            "resolucion", "calidad", "fondo", "tema",
        ]
    )
}
