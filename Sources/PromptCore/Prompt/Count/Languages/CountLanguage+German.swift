extension CountLanguage {
    static let german = CountLanguage(
        openings: """
            bitte, kannst du, könntest du, können sie, könnten sie, kannst du bitte, könntest du bitte, \
            könnten sie bitte, ich hätte gern, ich hätte gerne, ich bitte um, hilf mir
            """,
        adverbs: "jetzt, nun, dann, hallo, also, zuerst",
        verbs: """
            generiere, generier, generieren sie, generieren, erzeuge, erzeug, erzeugen sie, erzeugen, erstelle, \
            erstell, erstellen sie, erstellen, mache, mach, machen sie, male, mal, malen sie, zeichne, \
            zeichnen sie, rendere, render, rendern sie, produziere, entwirf, entwerfe, entwerfen sie, gestalte, \
            gestalten sie, kreiere, illustriere, skizziere, fertige, liefere, schaffe, gib mir, geben sie mir, \
            zeig mir, zeige mir, zeigen sie mir, ich will, ich möchte, wir möchten, ich hätte gern, \
            ich hätte gerne, wir hätten gern, wir hätten gerne, ich brauche, wir brauchen, ich wünsche mir, \
            brauche, möchte, schick mir, mach mir, mach uns
            """,
        afterVerb: """
            mir, uns, bitte, genau, exakt, mal, für mich, für uns, doch, daraus, davon, hier, noch, folgende, gern, \
            gerne
            """,
        negations: "nicht, kein, keine, keinen, nie, niemals, ohne",
        hedges: """
            etwa, ungefähr, circa, ca, bis zu, mindestens, höchstens, maximal, minimal, rund, mehr als, \
            weniger als, über, fast, zwischen
            """,
        totalsBefore: "insgesamt, im ganzen, gesamt, zusammen, in summe",
        totalsAfter: "insgesamt, im ganzen, gesamt, zusammen, in summe",
        polite: "bitte, danke, gewünscht, benötigt",
        labels: """
            anzahl der bilder, anzahl bilder, bilderanzahl, bildanzahl, anzahl fotos, anzahl der fotos, \
            zahl der bilder, anzahl an bildern
            """,
        series: """
            serie, reihe, folge, sequenz, bilderserie, bildserie, fotoserie, bilderreihe, bildreihe, bildfolge, \
            bilderfolge, fotoreihe, fotostrecke, illustrationsserie, serien
            """,
        sets: "satz, set, sammlung, gruppe, paket, kollektion, auswahl, bilderset",
        setPlurals: "serien, sätze, sets, sammlungen, reihen",
        collections: """
            storyboard, geschichte, bildergeschichte, album, galerie, portfolio, karussell, slideshow, \
            fotoshooting, erzählung
            """,
        links: "bestehend aus, die aus, von, mit, aus, zu, à",
        articles: "ein, eine, einen, einem, einer",
        single: "einziges, einzige, einzigen, einzelnes, einzelne, einzelnen",
        numbers: """
            null, eins, zwei/zwo, drei, vier, fünf/fuenf, sechs, sieben, acht, neun, zehn, elf, zwölf/zwoelf, \
            dreizehn, vierzehn, fünfzehn/fuenfzehn, sechzehn, siebzehn, achtzehn, neunzehn, zwanzig, 30=dreißig, \
            40=vierzig, 50=fünfzig, 100=hundert
            """,
        quantities: [
            12: "ein dutzend, dutzend",
            6: "ein halbes dutzend, halbes dutzend",
            24: "zwei dutzend",
            100: "einhundert, ein hundert",
            1000: "tausend, eintausend",
        ],
        rangeWords: "oder, bis, und",
        nouns: CountNouns(
            output: """
                bild/bilder|bildern, variante/varianten, variation/variationen, version/versionen, \
                rendering/renderings, image/images
                """,
            picture: """
                foto/fotos, fotografie/fotografien, photo/photos, illustration/illustrationen, \
                zeichnung/zeichnungen, gemälde/gemälde|gemälden, grafik/grafiken, aufnahme/aufnahmen, \
                skizze/skizzen, porträt|portrait/porträts|portraits, poster/poster|postern, \
                plakat/plakate|plakaten, aquarell/aquarelle|aquarellen, bildchen/bildchen, \
                hintergrundbild/hintergrundbilder|hintergrundbildern, wallpaper/wallpaper|wallpapers, \
                produktfoto/produktfotos, produktbild/produktbilder|produktbildern, konzeptskizze/konzeptskizzen, \
                bleistiftzeichnung/bleistiftzeichnungen
                """,
            work: """
                szene/szenen, logo/logos, icon/icons, symbol/symbole|symbolen, sticker/sticker|stickern, \
                aufkleber/aufkleber|aufklebern, motiv/motive|motiven, entwurf/entwürfe|entwürfen, design/designs, \
                avatar/avatare|avataren, thumbnail/thumbnails, vorschaubild/vorschaubilder|vorschaubildern, \
                ansicht/ansichten, muster/muster|mustern, konzept/konzepte|konzepten, mockup/mockups, \
                einstellung/einstellungen, logoentwurf/logoentwürfe
                """,
            object: """
                panel/panels, banner/banner|bannern, cover/cover|covers, titelbild/titelbilder, rahmen/rahmen, \
                seite/seiten, postkarte/postkarten, flyer/flyer
                """
        ),
        modifiers: .ending(["e"]),
        adjectives: """
            lila, rosa, orange, coole, verschiedenen, schönen, unterschiedlichen, realistischen, passenden, \
            zusammenhängenden, einheitlichen, ai, ki, hd, 4k, 8k
            """,
        adjectiveEndings: [],
        adjectivesFollow: false,
        stops: """
            von, vom, an, am, auf, in, im, mit, und, oder, bis, der, die, das, den, dem, des, aus, bei, für, zu, \
            zum, zur, über, unter, neben, vor, hinter, dutzend, paar, hundert, tausend, prozent, sind, ist, hängen, \
            stehen, kinder, leute, hunde, meine, deine, seine, ihre, eine, keine, diese, alle, beide
            """,
        showing:
            "von, vom, die zeigen, auf denen, in denen, zeigend, mit folgenden, einer, eines, des, der, meines, meiner, unserer, unseres",
        followers: """
            aus, \
            mit, für, über, zu, zum, zur, die, wo, nach, eins, welche, davon, ohne, passend, jeweils, \
            jedes, nur, so, als, wie, alle, erstellen, generieren, zeichnen, malen, machen, erzeugen
            """,
        followerEndings: ["iert"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "für, zu, zum, zur, über",
        prepositions: "in, im, auf, an, am, als, über, unter, neben, vor, hinter, nebeneinander, aus",
        styles: """
            stil, stile, farbe, farben, aquarell, aquarellstil, öl, tusche, bleistift, schwarzweiß, schwarz-weiß, \
            format, auflösung, qualität, hintergrund, querformat, hochformat, pastell, kohle, look, optik, \
            seitenverhältnis, comicstil, 4k, 8k, 16:9, 1:1, hd, technik, verschiedenen, unterschiedlichen, serie
            """,
        surfaces: """
            wand, wände, wänden, tisch, schreibtisch, kühlschrank, regal, tür, bildschirm, seite, galerie, museum, \
            boden, kamin, album, fenster, pinnwand, brett, korkwand, tafel, leine, flur, decke, staffelei, kommode, \
            zeitung, ausstellung
            """,
        placements: """
            hängen, hängend, hängt, hängende, liegen, liegend, stehen, stehend, lehnen, gepinnt, geheftet, geklebt, \
            gerahmt, gestapelt, ausgestellt, befestigt, nebeneinander, übereinander, kleben, schmücken, zieren, \
            verstreut, angeordnet, zusammengefügt, in einem bild, in einem einzigen bild, zu einem, fallen, \
            schweben
            """,
        layouts: """
            in einem bild, in einem einzigen bild, auf einem bild, auf einem einzigen bild, nebeneinander, \
            als collage, in einer collage, als raster, in einem raster, auf einer seite, auf einem blatt, \
            zu einem bild
            """,
        conjunctions: "und, oder, sowie, plus",
        carriers: "in, als",
        shows: """
            mit, von, an, auf, zu, für, aus, bei, der, die, das, den, dem, des, meine, seine, ihre, diese, und, \
            hält, halten, hat, haben, sind, ist, zeigt, enthält, zwischen, neben, unter
            """
    )
}
