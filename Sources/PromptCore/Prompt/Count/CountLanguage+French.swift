extension CountLanguage {
    static let french = CountLanguage(
        openings: ["s il te plait", "s il vous plait", "peux-tu", "pouvez-vous", "peux tu", "pouvez vous", "merci de"],
        verbs: [
            "genere", "genere-moi", "generez", "generer", "cree", "cree-moi", "creez", "creer", "fais", "fais-moi",
            "faites", "faire", "dessine", "dessine-moi", "dessinez", "dessiner", "peins", "peins-moi", "peignez",
            "produis", "produisez", "produire", "realise", "realisez", "realiser", "donne-moi", "donne moi",
            "donnez-moi", "donnez moi", "montre-moi", "montrez-moi", "je veux", "je voudrais", "j aimerais",
            "il me faut",
        ],
        afterVerb: ["moi", "nous", "pour moi", "exactement", "au total"],
        groups: ["une serie de", "un ensemble de", "une suite de", "serie de"],
        articles: ["un", "une"],
        single: ["seul", "seule"],
        numbers: [
            "zero": 0, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
            "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
        ],
        singulars: [
            "image", "photo", "photographie", "illustration", "dessin", "peinture", "tableau", "rendu", "variante",
            "variation", "version", "portrait", "affiche", "croquis",
        ],
        plurals: [
            "images", "photos", "photographies", "illustrations", "dessins", "peintures", "tableaux", "rendus",
            "variantes", "variations", "versions", "portraits", "affiches", "croquis",
        ],
        stops: [
            "de", "d", "du", "des", "sur", "dans", "au", "aux", "a", "avec", "et", "ou", "le", "la", "les", "l", "en",
            "par", "pour", "contre", "sous", "chez", "un", "une", "mon", "ma", "mes", "son", "sa", "ses", "qui", "que",
            "sont", "est", "douzaine", "paire", "cent", "mille", "accroches", "accrochees", "poses", "posees",
        ],
        doubtfulEndings: ["ant"],
        adjectives: ["elegant", "eclatant", "charmant", "brillant", "amusant", "fascinant"],
        adjectivesFollow: true,
        strongFollowers: ["de", "d", "du", "des", "montrant", "representant", "illustrant"],
        followers: ["avec", "pour", "ou", "qui"],
        styleFollowers: ["en", "dans", "a", "au", "sur"],
        styleWords: [
            "style", "couleur", "couleurs", "aquarelle", "encre", "crayon", "huile", "noir", "format", "resolution",
            "qualite", "fond", "theme",
        ]
    )
}
