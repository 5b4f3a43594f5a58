extension CountLanguage {
    static let dutch = CountLanguage(
        openings: """
            alsjeblieft, alstublieft, aub, kun je, kan je, kunt u, zou je, zou u, kun je me, kunt u mij, help me, \
            ik zou graag
            """,
        adverbs: "nu, hallo, dan, hoi",
        verbs: """
            ik heb, \
            genereer, genereren, maak, maken, creëer, creëren, teken, tekenen, schilder, schilderen, ontwerp, \
            ontwerpen, produceer, produceren, render, illustreer, schets, bedenk, lever, geef me, geef mij, \
            geef ons, toon me, laat me, laat me zien, ik wil, ik wil graag, wij willen, we willen, ik zou graag, \
            ik zou graag hebben, ik heb nodig, ik wens, graag, doe mij, doe me, stuur me, verzorg, ik zoek
            """,
        afterVerb: """
            me, mij, ons, voor mij, voor ons, precies, exact, even, eens, graag, nog, de volgende, zien
            """,
        negations: "niet, geen, nooit, zonder",
        hedges: """
            ongeveer, circa, ca, tot, minstens, hoogstens, maximaal, minimaal, meer dan, minder dan, bijna, tussen, \
            rond de, zo n
            """,
        totalsBefore: "in totaal, totaal, een totaal van, samen",
        totalsAfter: "in totaal, totaal, samen, bij elkaar",
        polite: "alsjeblieft, alstublieft, aub, graag, bedankt, a u b",
        labels: """
            aantal afbeeldingen, aantal beelden, aantal foto's, aantal plaatjes, totaal aantal afbeeldingen
            """,
        series: "reeks, serie, fotoserie, fotoreeks, beeldreeks, sequentie",
        sets: "set, verzameling, groep, collectie, pakket, selectie",
        setPlurals: "reeksen, series, sets, verzamelingen",
        collections: "storyboard, verhaal, beeldverhaal, album, galerij, portfolio, carrousel, fotoshoot",
        links: "bestaande uit, van, met, uit",
        articles: "een, n",
        single: "enkele, enkel, enige",
        numbers: """
            nul, 1=-, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien, \
            vijftien, zestien, zeventien, achttien, negentien, twintig, 30=dertig, 40=veertig, 50=vijftig, \
            100=honderd
            """,
        quantities: [
            12: "een dozijn, dozijn",
            6: "een half dozijn, half dozijn",
        ],
        rangeWords: "of, tot, à, en",
        nouns: CountNouns(
            output: """
                afbeelding/afbeeldingen, beeld/beelden, variatie/variaties, variant/varianten, versie/versies, \
                render/renders
                """,
            picture: """
                foto/foto's, fotografie/fotografieën, illustratie/illustraties, tekening/tekeningen, \
                schilderij/schilderijen, plaatje/plaatjes, prent/prenten, portret/portretten, schets/schetsen, \
                poster/posters, aquarel/aquarellen, tekeningetje/tekeningetjes, opname/opnames|opnamen
                """,
            work: """
                scène/scènes, logo/logo's, icoon|pictogram/iconen|pictogrammen, sticker/stickers, \
                thumbnail/thumbnails, ontwerp/ontwerpen, concept/concepten, avatar/avatars, \
                achtergrond/achtergronden, patroon/patronen, voorstel/voorstellen
                """,
            object: """
                paneel/panelen, banner/banners, omslag/omslagen, cover/covers, lijst/lijsten, pagina/pagina's, \
                kaart/kaarten, etiket/etiketten
                """
        ),
        modifiers: .ending(["e"]),
        adjectives: "houten, gouden, ai, hd, 4k, 8k, digitaal",
        adjectiveEndings: [],
        adjectivesFollow: false,
        stops: """
            van, op, in, met, en, of, aan, de, het, een, bij, voor, naar, uit, over, onder, naast, door, mijn, \
            jouw, zijn, haar, ons, onze, deze, die, dat, is, dozijn, paar, honderd, duizend, procent, alle, beide
            """,
        showing: "waarin, van, die tonen, met daarop, waarop",
        followers: """
            uit, \
            met, voor, over, die, waar, zonder, één, elk, als, zoals, geïnspireerd, gebaseerd, gericht, passend, \
            maken, genereren, tekenen
            """,
        followerEndings: [],
        genitiveFollowsUnlessEnding: nil,
        purposes: "voor, over",
        prepositions: "in, op, aan, naast, onder, boven, tegen, bij, achter, als, langs, door",
        styles: """
            stijl, stijlen, kleur, kleuren, aquarel, olieverf, inkt, potlood, zwart-wit, zwartwit, formaat, \
            resolutie, kwaliteit, achtergrond, thema, pastel, houtskool, waterverf, 4k, 8k, 16:9, 1:1, hd, \
            verschillende, volgorde
            """,
        surfaces: """
            muur, muren, wand, tafel, bureau, koelkast, plank, deur, scherm, pagina, galerie, museum, vloer, \
            schouw, album, raam, prikbord, bord, lijn, gang, plafond, ezel, ladekast, krant, tentoonstelling
            """,
        placements: """
            hangen, hangend, hangt, hangende, opgehangen, liggen, liggend, staan, leunen, geprikt, geplakt, \
            ingelijst, ingelijste, gestapeld, tentoongesteld, bevestigd, naast elkaar, boven elkaar, \
            in één afbeelding, in één beeld, in een enkele afbeelding, versieren, sieren, vallen, zweven
            """,
        layouts: """
            in één afbeelding, in een enkele afbeelding, in een afbeelding, in één beeld, op één afbeelding, \
            naast elkaar, als collage, in een collage, in een raster, als raster, op één pagina
            """,
        conjunctions: "en, of, plus",
        carriers: "in, als",
        shows: """
            met, van, op, aan, bij, voor, uit, de, het, mijn, zijn, haar, onze, deze, die, en, houdt, heeft, toont, \
            bevat, tussen, is, naast, onder
            """
    )
}
