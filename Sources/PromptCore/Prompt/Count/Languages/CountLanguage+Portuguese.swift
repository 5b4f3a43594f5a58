extension CountLanguage {
    static let portuguese = CountLanguage(
        openings: """
            por favor, você pode, você poderia, pode, poderia, podes, podias, me ajude a, gostaria de, \
            eu gostaria de
            """,
        adverbs: "agora, olá, oi, então, depois",
        verbs: """
            gere, gera, gerar, gerem, crie, cria, criar, criem, faça, faz, fazer, façam, desenhe, desenha, \
            desenhar, pinte, pinta, pintar, produza, produz, produzir, projete, elabore, ilustre, imagine, \
            renderize, prepare, me dê, dê-me, dá-me, me dá, me mostre, mostre-me, mostra-me, quero, queremos, \
            eu quero, queria, gostaria de, gostaria, preciso de, preciso, precisamos de, desejo, me faça, me gere, \
            me crie, faz-me, cria-me, gera-me, faça-me, crie-me, forneça, entregue
            """,
        afterVerb: """
            me, nos, para mim, para nós, exatamente, precisamente, apenas, só, mais, as seguintes, ter, ver
            """,
        negations: "não, nunca, sem, jamais",
        hedges: """
            cerca de, aproximadamente, até, pelo menos, no máximo, no mínimo, máximo, mínimo, mais de, menos de, \
            quase, entre, umas, uns
            """,
        totalsBefore: "no total, um total de, total de, ao todo, total, ao total",
        totalsAfter: "no total, ao todo, total, ao total, em total",
        polite: "por favor, obrigado, obrigada",
        labels: """
            número de imagens, quantidade de imagens, número de fotos, quantidade de fotos, \
            número total de imagens, total de imagens
            """,
        series: "série, sequência, séries",
        sets: "conjunto, coleção, grupo, pacote, lote, kit, seleção",
        setPlurals: "séries, conjuntos, coleções, grupos",
        collections: "storyboard, história, álbum, galeria, portfólio, carrossel, conto",
        links: "composta por, composta de, formada por, de, com, em",
        articles: "um, uma",
        single: "só, única, único",
        numbers: """
            zero, 1=-, dois/duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze, treze, \
            catorze/quatorze, quinze, dezesseis/dezasseis, dezessete/dezassete, dezoito, dezenove/dezanove, vinte, \
            30=trinta, 40=quarenta, 50=cinquenta, 100=cem
            """,
        quantities: [
            12: "uma dúzia de, dúzia de",
            6: "meia dúzia de",
            2: "um par de, uma dupla de",
            10: "uma dezena de",
            24: "duas dúzias de",
        ],
        rangeWords: "ou, a, e",
        nouns: CountNouns(
            output: """
                imagem/imagens, variação/variações, variante/variantes, versão/versões, renderização/renderizações
                """,
            picture: """
                foto/fotos, fotografia/fotografias, ilustração/ilustrações, desenho/desenhos, pintura/pinturas, \
                quadro/quadros, retrato/retratos, esboço/esboços, cartaz/cartazes, pôster/pôsteres, \
                aquarela/aquarelas, figura/figuras, gravura/gravuras
                """,
            work: """
                cena/cenas, logo/logos, logotipo/logotipos, ícone/ícones, adesivo/adesivos, figurinha/figurinhas, \
                miniatura/miniaturas, conceito/conceitos, design/designs, avatar/avatares, vista/vistas, \
                proposta/propostas, composição/composições, padrão/padrões
                """,
            object: """
                painel/painéis, quadrinho/quadrinhos, capa/capas, banner/banners, moldura/molduras, página/páginas, \
                cartão/cartões, etiqueta/etiquetas
                """
        ),
        modifiers: .listed,
        adjectives: """
            belas, belos, lindas, lindos, grandes, pequenas, pequenos, novas, novos, diferentes, distintas, várias, \
            boas, bons, outras, outros, bonitas, bonitos, incríveis, impressionantes, diversas, magníficas, mesmas, \
            únicas, bela, linda, nova, grande, bonita, incrível
            """,
        adjectiveEndings: [],
        adjectivesFollow: true,
        stops: """
            de, do, da, dos, das, em, no, na, nos, nas, sobre, com, e, ou, o, a, os, as, ao, por, para, um, uma, \
            meu, minha, seu, sua, que, são, é, dúzia, par, cem, mil
            """,
        showing: "em que, nas quais, de, do, da, dos, das, mostrando, retratando, que mostrem, que mostram, ilustrando",
        followers: """
            centradas, centrados, focados, dedicadas, \
            com, para, que, onde, sem, uma, um, cada, como, inspiradas, inspirados, baseadas, focadas, explorando
            """,
        followerEndings: ["ando", "endo", "indo"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "para",
        prepositions: "em, no, na, nos, nas, num, numa, sobre, contra, sob, ao, por",
        styles: """
            estilo, estilos, cor, cores, aquarela, aguarela, óleo, tinta, lápis, preto, branco, formato, resolução, \
            qualidade, fundo, tema, pastel, carvão, 4k, 8k, 16:9, 1:1, hd, diferentes, técnica, sequência
            """,
        surfaces: """
            parede, paredes, muro, mesa, escrivaninha, geladeira, frigorífico, prateleira, porta, tela, página, \
            galeria, museu, chão, lareira, álbum, janela, cortiça, mural, varal, corredor, teto, cavalete, cômoda, \
            jornal, exposição
            """,
        placements: """
            pendurados, penduradas, pendurado, pendurada, colados, coladas, emoldurados, emolduradas, presas, \
            presos, fixadas, empilhadas, empilhados, expostas, expostos, dispostas, espalhadas, lado a lado, \
            em uma única imagem, numa única imagem, em uma imagem, numa imagem, decoram, enfeitam, caindo, \
            apoiados, apoiadas
            """,
        layouts: """
            em uma única imagem, numa única imagem, em uma só imagem, numa só imagem, na mesma imagem, lado a lado, \
            em colagem, em uma colagem, numa colagem, em grade, em uma grade, em uma página, numa página
            """,
        conjunctions: "e, ou, mais",
        carriers: "em, como",
        shows: """
            com, de, do, da, dos, das, sobre, ao, para, por, o, a, os, as, meus, minhas, seus, suas, estas, essas, \
            e, segura, tem, mostra, contém, entre, são, é, na, no
            """
    )
}
