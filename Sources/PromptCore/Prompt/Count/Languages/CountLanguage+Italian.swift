extension CountLanguage {
    static let italian = CountLanguage(
        openings: """
            per favore, per piacere, puoi, potresti, può, potrebbe, mi puoi, mi potresti, aiutami a, vorrei, \
            cortesemente
            """,
        adverbs: "ora, adesso, ciao, allora, poi",
        verbs: """
            genera, generami, generare, generarmi, generate, crea, creami, creare, crearmi, create, fai, fammi, fa, \
            fare, farmi, fate, disegna, disegnami, disegnare, disegnate, dipingi, dipingimi, dipingere, produci, \
            produrre, progetta, realizza, realizzami, realizzare, illustra, immagina, prepara, elabora, dammi, \
            datemi, mostrami, mostraci, voglio, vogliamo, vorrei, vorremmo, vorrei avere, vorrei vedere, mi serve, \
            mi servono, ci servono, ho bisogno di, abbiamo bisogno di, desidero, mi piacerebbe, forniscimi, \
            renderizza, scatta
            """,
        afterVerb: """
            mi, ci, per me, per noi, esattamente, precisamente, solo, soltanto, altre, altri, le seguenti
            """,
        negations: "non, mai, senza",
        hedges: """
            circa, all incirca, fino a, almeno, al massimo, massimo, minimo, più di, meno di, quasi, tra, fra
            """,
        totalsBefore: "in totale, un totale di, totale di, in tutto, totale, per un totale di",
        totalsAfter: "in totale, in tutto, totale, complessivamente",
        polite: "per favore, per piacere, grazie",
        labels: """
            numero di immagini, quantità di immagini, numero di foto, numero totale di immagini, totale immagini, \
            numero immagini, numero delle immagini
            """,
        series: "serie, sequenza",
        sets: "set, insieme, gruppo, collezione, raccolta, pacchetto, selezione, lotto",
        setPlurals: "serie, insiemi, gruppi, collezioni, raccolte, sequenze",
        collections: "storyboard, storia, album, galleria, portfolio, carosello, racconto, fiaba",
        links: "composta da, formata da, di, d, con, da, in",
        articles: "un, una, uno",
        single: "sola, solo, singola, singolo, unica, unico",
        numbers: """
            zero, 1=-, due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici, tredici, \
            quattordici, quindici, sedici, diciassette, diciotto, diciannove, venti, 30=trenta, 40=quaranta, \
            50=cinquanta, 100=cento
            """,
        quantities: [
            12: "una dozzina di, dozzina di, una dozzina d",
            6: "una mezza dozzina di, mezza dozzina di",
            2: "un paio di, una coppia di, un paio d",
            10: "una decina di, una decina d",
        ],
        rangeWords: "o, a, e",
        nouns: CountNouns(
            output: """
                immagine/immagini, variazione/variazioni, variante/varianti, versione/versioni, \
                rendering/rendering, render/render
                """,
            picture: """
                foto/foto, fotografia/fotografie, illustrazione/illustrazioni, disegno/disegni, dipinto/dipinti, \
                quadro/quadri, ritratto/ritratti, schizzo/schizzi, bozzetto/bozzetti, poster/poster, \
                manifesto/manifesti, acquerello/acquerelli, figura/figure, scatto/scatti, locandina/locandine, \
                sfondo/sfondi
                """,
            work: """
                scena/scene, logo/loghi, icona/icone, adesivo/adesivi, sticker/sticker, miniatura/miniature, \
                concetto/concetti, design/design, avatar/avatar, vista/viste, vignetta/vignette, proposta/proposte, \
                composizione/composizioni
                """,
            object: """
                pannello/pannelli, copertina/copertine, banner/banner, cornice/cornici, pagina/pagine, \
                cartolina/cartoline, etichetta/etichette, tavola/tavole
                """
        ),
        modifiers: .listed,
        adjectives: """
            belle, bei, begli, grandi, piccole, piccoli, nuove, nuovi, diverse, diversi, differenti, varie, buone, \
            buoni, altre, altri, splendide, splendidi, magnifiche, incredibili, stesse, uniche, bella, bel, nuova, \
            grande, splendida, bellissime, bellissimi, bellissima, singole
            """,
        adjectiveEndings: [],
        adjectivesFollow: true,
        stops: """
            di, d, del, della, dei, delle, degli, dello, in, su, sul, sulla, con, e, o, il, lo, la, i, gli, le, a, \
            al, alla, per, un, una, mio, mia, suo, sua, che, sono, è, dozzina, paio, cento, mille, da, nel, nella, \
            l
            """,
        showing: """
            in cui, nelle quali, \
            di, d, del, della, dei, delle, degli, dello, dell, raffiguranti, che mostrano, che mostrino, \
            che raffigurano, mostrando, rappresentanti
            """,
        followers: """
            incentrati, dedicate, dedicati, ispirato, \
            con, per, che, dove, senza, una, uno, ognuna, ciascuna, come, ispirate, ispirati, basate, incentrate, \
            tipo
            """,
        followerEndings: ["ando", "endo", "anti", "enti"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "per",
        prepositions: """
            in, su, sul, sulla, sui, sulle, a, al, alla, nel, nella, contro, sotto, sopra, accanto, lungo, da
            """,
        styles: """
            stile, stili, colore, colori, acquerello, olio, inchiostro, matita, bianco, nero, formato, risoluzione, \
            qualità, sfondo, tema, pastello, carboncino, acquarello, 4k, 8k, 16:9, 1:1, hd, diversi, tecnica, \
            sequenza
            """,
        surfaces: """
            parete, pareti, muro, muri, tavolo, scrivania, frigorifero, frigo, mensola, scaffale, porta, schermo, \
            pagina, galleria, museo, pavimento, camino, album, finestra, bacheca, sughero, corridoio, soffitto, \
            cavalletto, comò, giornale, mostra
            """,
        placements: """
            appesi, appese, appeso, appesa, attaccate, attaccati, incorniciati, incorniciate, appuntate, incollate, \
            incollati, impilate, impilati, esposti, esposte, disposte, disposti, sparse, affiancate, \
            fianco a fianco, in una sola immagine, in un unica immagine, in un immagine, decorano, adornano, \
            appoggiati, appoggiate, pendono
            """,
        layouts: """
            in una sola immagine, in un unica immagine, in una singola immagine, nella stessa immagine, \
            fianco a fianco, affiancate, in un collage, come collage, in una griglia, a griglia, in una pagina, \
            su una pagina
            """,
        conjunctions: "e, ed, o, più",
        carriers: "in, come",
        shows: """
            con, di, d, del, della, dei, delle, su, sul, sulla, a, al, alla, per, da, il, lo, la, i, gli, le, mie, \
            miei, sue, suoi, queste, e, tiene, ha, mostra, contiene, tra, fra, sono, è
            """
    )
}
