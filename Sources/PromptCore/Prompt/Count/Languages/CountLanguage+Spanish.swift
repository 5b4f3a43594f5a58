extension CountLanguage {
    static let spanish = CountLanguage(
        openings: """
            por favor, puedes, podrías, puede, podría, me puedes, me podrías, ayúdame a, me gustaría, porfa
            """,
        adverbs: "ahora, hola, luego, entonces, después",
        verbs: """
            genera, genérame, generar, generarme, genere, generen, crea, créame, crear, crearme, cree, haz, hazme, \
            haga, hacer, hacerme, dibuja, dibújame, dibujar, dibujarme, dibuje, pinta, píntame, pintar, pinte, \
            produce, producir, diseña, diséñame, diseñar, diseñe, renderiza, ilustra, imagina, elabora, prepara, \
            realiza, realizar, dame, denme, deme, muéstrame, muestra, quiero, queremos, quisiera, quisiéramos, \
            me gustaría, me gustaría tener, necesito, necesitamos, deseo, proporciona, proporcióname, entrega, \
            toma
            """,
        afterVerb: """
            me, nos, para mí, para nosotros, exactamente, precisamente, solo, otras, otros, las siguientes
            """,
        negations: "no, nunca, sin, jamás",
        hedges: """
            unas, unos, cerca de, alrededor de, aproximadamente, hasta, al menos, como máximo, máximo, mínimo, \
            más de, menos de, casi, entre, de
            """,
        totalsBefore: "en total, un total de, total de, total, en conjunto",
        totalsAfter: "en total, total, en conjunto",
        polite: "por favor, gracias, porfa, porfavor",
        labels: """
            número de imágenes, cantidad de imágenes, número de fotos, cantidad de fotos, número total de imágenes, \
            total de imágenes, número de ilustraciones
            """,
        series: "serie, secuencia, sucesión, series",
        sets: "conjunto, set, colección, grupo, paquete, lote, juego, selección",
        setPlurals: "series, conjuntos, colecciones, sets, grupos",
        collections: "storyboard, historia, álbum, galería, portafolio, carrusel, cuento, relato, guion",
        links: "compuesta de, compuesta por, formada por, de, con, en",
        articles: "un, una",
        single: "solo, sola, única, único",
        numbers: """
            cero, uno, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce, \
            quince, dieciséis, diecisiete, dieciocho, diecinueve, veinte, 30=treinta, 40=cuarenta, 50=cincuenta, \
            100=cien
            """,
        quantities: [
            12: "una docena de, docena de",
            6: "media docena de",
            2: "un par de, una pareja de",
            10: "una decena de",
            15: "una quincena de",
            24: "dos docenas de",
        ],
        rangeWords: "o, u, a, y",
        nouns: CountNouns(
            output: """
                imagen/imágenes, variación/variaciones, variante/variantes, versión/versiones, render/renders
                """,
            picture: """
                foto/fotos, fotografía/fotografías, ilustración/ilustraciones, dibujo/dibujos, pintura/pinturas, \
                cuadro/cuadros, retrato/retratos, boceto/bocetos, cartel/carteles, póster/pósteres|pósters, \
                acuarela/acuarelas, afiche/afiches, lámina/láminas, estampa/estampas
                """,
            work: """
                escena/escenas, logo/logos, logotipo/logotipos, icono|ícono/iconos|íconos, pegatina/pegatinas, \
                sticker/stickers, miniatura/miniaturas, concepto/conceptos, diseño/diseños, avatar/avatares, \
                vista/vistas, propuesta/propuestas, composición/composiciones, patrón/patrones
                """,
            object: """
                viñeta/viñetas, panel/paneles, portada/portadas, banner/banners, marco/marcos, página/páginas, \
                tarjeta/tarjetas, postal/postales, etiqueta/etiquetas
                """
        ),
        modifiers: .listed,
        adjectives: """
            bellas, bellos, hermosas, hermosos, grandes, pequeñas, pequeños, nuevas, nuevos, diferentes, distintas, \
            distintos, varias, buenas, buenos, otras, otros, lindas, lindos, bonitas, bonitos, increíbles, \
            impresionantes, diversas, magníficas, mismas, únicas, únicos, fondos, hermosa, bella, gran, nueva, \
            nuevo, bonita, buena, buen, increíble
            """,
        adjectiveEndings: [],
        adjectivesFollow: true,
        stops: """
            de, del, en, sobre, con, y, o, u, el, la, los, las, a, al, por, para, un, una, mi, mis, su, sus, que, \
            son, es, docena, par, cien, mil
            """,
        showing: "en las que, en los que, de, del, mostrando, representando, que muestren, que muestran, ilustrando",
        followers: """
            centradas, centrados, dedicadas, dedicados, enfocados, \
            con, para, que, donde, sin, una, uno, cada, como, inspiradas, inspirados, basadas, enfocadas, tipo, \
            explorando
            """,
        followerEndings: ["ando", "iendo"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "para",
        prepositions: "en, a, al, sobre, contra, bajo, junto, por, ante, tras",
        styles: """
            estilo, estilos, color, colores, acuarela, óleo, tinta, lápiz, blanco, negro, formato, resolución, \
            calidad, fondo, tema, pastel, carboncillo, secuencia, 4k, 8k, 16:9, 1:1, hd, diferentes, distintos, \
            técnica
            """,
        surfaces: """
            pared, paredes, muro, mesa, escritorio, nevera, refrigerador, estante, puerta, pantalla, página, \
            galería, museo, suelo, piso, chimenea, álbum, ventana, corcho, tablero, cuerda, pasillo, techo, \
            caballete, cómoda, periódico, exposición
            """,
        placements: """
            colgados, colgadas, colgado, cuelgan, colgando, pegados, pegadas, enmarcados, enmarcadas, clavadas, \
            clavados, apilados, apiladas, expuestos, expuestas, dispuestas, dispuestos, esparcidas, lado a lado, \
            una al lado de la otra, en una sola imagen, en una imagen, adornan, decoran, cayendo, apoyados, \
            apoyadas
            """,
        layouts: """
            en una sola imagen, en una misma imagen, en la misma imagen, en una única imagen, lado a lado, \
            en collage, en un collage, en cuadrícula, en una cuadrícula, en una página, en una sola página
            """,
        conjunctions: "y, e, o, más",
        carriers: "en, como",
        shows: """
            con, de, del, sobre, a, al, para, por, el, la, los, las, mis, sus, estas, esas, y, sostiene, tiene, \
            muestra, contiene, entre, son, es
            """
    )
}
