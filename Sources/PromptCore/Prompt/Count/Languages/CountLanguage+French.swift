extension CountLanguage {
    static let french = CountLanguage(
        openings: """
            s il te plaît, s il vous plaît, peux-tu, pouvez-vous, peux tu, pouvez vous, pourrais-tu, pourriez-vous, \
            pourrais tu, pourriez vous, merci de, svp, stp, aide-moi à, j aimerais, je souhaite
            """,
        adverbs: "maintenant, bonjour, ensuite, alors, puis",
        verbs: """
            génère, génère-moi, génère moi, générez, générez-moi, générer, me générer, crée, crée-moi, crée moi, \
            créez, créez-moi, créer, me créer, fais, fais-moi, fais moi, faites, faites-moi, faire, me faire, \
            dessine, dessine-moi, dessinez, dessiner, peins, peins-moi, peignez, peindre, produis, produisez, \
            produire, réalise, réalise-moi, réalisez, réaliser, conçois, concevez, concevoir, imagine, imaginez, \
            illustre, prépare, donne-moi, donne moi, donnez-moi, donnez moi, montre-moi, montrez-moi, montre moi, \
            je veux, je voudrais, j aimerais, j aimerais avoir, je souhaite, il me faut, il nous faut, \
            j ai besoin de, nous voulons, nous voudrions, on voudrait, on veut, propose, propose-moi, fournis, \
            fournis-moi, livre
            """,
        afterVerb: """
            moi, nous, pour moi, pour nous, exactement, précisément, juste, seulement, encore, les
            """,
        negations: "ne, pas, jamais, sans, aucune",
        hedges: """
            environ, à peu près, jusqu à, au moins, au plus, au maximum, maximum, minimum, plus de, moins de, \
            près de, entre, presque, de
            """,
        totalsBefore: "au total, un total de, total de, en tout, total, pour un total de, soit",
        totalsAfter: "au total, en tout, total, en total",
        polite: "s il te plaît, s il vous plaît, svp, stp, merci",
        labels: """
            nombre d images, nombre de photos, nombre d illustrations, nombre total d images, quantité d images
            """,
        series: "série, suite, séquence, séries",
        sets: "ensemble, lot, groupe, collection, jeu, sélection",
        setPlurals: "séries, ensembles, lots, collections",
        collections: "storyboard, histoire, album, galerie, portfolio, carrousel, récit, diaporama, bande",
        links: "composée de, composé de, comprenant, de, d, avec, en",
        articles: "un, une",
        single: "seul, seule, unique",
        numbers: """
            zéro, 1=-, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, \
            quinze, seize, 17=dix-sept, 18=dix-huit, 19=dix-neuf, vingt, 30=trente, 40=quarante, 50=cinquante, \
            100=cent
            """,
        quantities: [
            12: "une douzaine de, une douzaine d, douzaine de",
            6: "une demi-douzaine de, une demi-douzaine d, une demi douzaine de",
            2: "une paire de, une paire d, un couple de",
            10: "une dizaine de, une dizaine d",
            15: "une quinzaine de, une quinzaine d",
            20: "une vingtaine de, une vingtaine d",
        ],
        rangeWords: "ou, à, et",
        nouns: CountNouns(
            output: """
                image/images, variante/variantes, variation/variations, version/versions, rendu/rendus, \
                visuel/visuels
                """,
            picture: """
                photo/photos, photographie/photographies, illustration/illustrations, dessin/dessins, \
                peinture/peintures, tableau/tableaux, portrait/portraits, affiche/affiches, croquis/croquis, \
                cliché/clichés, aquarelle/aquarelles, poster/posters, esquisse/esquisses, gravure/gravures
                """,
            work: """
                scène/scènes, logo/logos, icône/icônes, sticker/stickers, autocollant/autocollants, \
                vignette/vignettes, miniature/miniatures, concept/concepts, maquette/maquettes, avatar/avatars, \
                motif/motifs, vue/vues, proposition/propositions, pictogramme/pictogrammes, design/designs
                """,
            object: """
                case/cases, bannière/bannières, couverture/couvertures, cadre/cadres, panneau/panneaux, \
                planche/planches, page/pages, carte/cartes, étiquette/étiquettes
                """
        ),
        modifiers: .listed,
        adjectives: """
            belles, beaux, jolies, jolis, grandes, grands, petites, petits, nouvelles, nouveaux, différentes, \
            différents, superbes, magnifiques, bonnes, bons, autres, splendides, incroyables, merveilleuses, \
            diverses, divers, mêmes, vraies, courtes, belle, beau, bel, jolie, joli, grande, grand, petite, petit, \
            nouvelle, nouveau, superbe, magnifique, seule, excellentes, fonds
            """,
        adjectiveEndings: [],
        adjectivesFollow: true,
        stops: """
            de, d, du, des, sur, dans, au, aux, a, avec, et, ou, le, la, les, l, en, par, pour, contre, sous, chez, \
            un, une, mon, ma, mes, son, sa, ses, qui, que, sont, est, douzaine, paire, cent, mille, à
            """,
        showing: """
            de, d, du, des, montrant, représentant, illustrant, mettant en scène, qui montrent, qui représentent
            """,
        followers: """
            centrées, centrés, axées, axés, consacrées, consacrés, autour, basés, \
            avec, pour, où, qui, que, sans, une, un, chacune, chacun, comme, inspirées, inspirés, évoquant, \
            explorant, basées
            """,
        followerEndings: ["ant"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "pour",
        prepositions: "en, dans, à, au, aux, sur, sous, contre, devant, derrière, chez, près, autour",
        styles: """
            style, styles, couleur, couleurs, aquarelle, encre, crayon, huile, noir, format, résolution, qualité, \
            fond, thème, pastel, fusain, gouache, ambiance, 4k, 8k, 16:9, 1:1, hd, différents, différentes, \
            manière
            """,
        surfaces: """
            mur, murs, table, bureau, frigo, réfrigérateur, étagère, porte, écran, page, galerie, musée, sol, \
            cheminée, album, fenêtre, tableau, liège, plafond, couloir, chevalet, commode, journal, exposition
            """,
        placements: """
            accrochés, accrochées, accroché, accrochée, posés, posées, pendus, pendues, suspendus, suspendues, \
            encadrés, encadrées, épinglés, épinglées, collés, collées, empilés, empilées, exposés, exposées, \
            disposés, disposées, éparpillées, côte à côte, dans une seule image, en une seule image, \
            sur une seule image, décorent, ornent, sont, tombant
            """,
        layouts: """
            dans une seule image, en une seule image, sur une seule image, dans une même image, côte à côte, \
            en collage, en grille, dans une grille, sur une page, sur une seule page
            """,
        conjunctions: "et, ou, plus",
        carriers: "en, dans, comme, sous",
        shows: """
            avec, de, d, du, des, sur, à, au, aux, pour, par, le, la, les, l, mes, ses, ces, et, tient, montre, \
            contient, entre, sont, est, où
            """
    )
}
