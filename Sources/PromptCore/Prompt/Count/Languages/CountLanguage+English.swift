extension CountLanguage {
    static let english = CountLanguage(
        openings: """
            would you mind, can we get, can we have, could we get, could we have, \
            please, kindly, can you, could you, would you, will you, can you please, could you please, would you please, \
            i want you to, i would like you to, i d like you to, i need you to, help me, lets, let us, you should, \
            your task is to, can i have, can i get, could i have, could i get, may i have, i would love to see, \
            i would love, i d love
            """,
        adverbs:
            "only, just, simply, now, then, next, also, so, first, hi, hello, hey, ok, okay, and then, let s see, lets see",
        verbs: """
            generating, creating, producing, i require, we require, we re looking for, we are looking for, \
            generate, create, make, draw, paint, render, produce, design, illustrate, sketch, imagine, compose, craft, \
            take, shoot, deliver, prepare, provide, provide me with, output, return, develop, build, visualize, \
            visualise, supply, come up with, make it, let me have, let me get, let me see, give me, give us, show me, show us, send me, send us, get me, get us, \
            bring me, do, i want, i need, i would like, i d like, we want, we need, we would like, we d like, \
            i want to see, i want to have, i would like to see, i would like to have, i d like to see, \
            i d like to have, looking for, i am looking for, i m looking for, i am after, i m after, want, need, \
            requesting, i request, print, generate me, turn this into, turn it into
            """,
        afterVerb: """
            me, us, for me, for us, exactly, precisely, please, out, up, with, just, only, another, the following, \
            simultaneously, quickly, some
            """,
        negations: "not, don t, dont, never, no, without, avoid, cannot, can t",
        hedges: """
            about, around, roughly, approximately, up to, at least, at most, a maximum of, maximum, max, minimum, \
            a minimum of, min, more than, less than, fewer than, over, under, nearly, almost, between, anywhere from, \
            from, no more than, not more than, some
            """,
        totalsBefore: "a total of, total of, in total, total, altogether, totaling, totalling, for a total of",
        totalsAfter: "in total, total, altogether, overall, in all, all together, all in all",
        polite: "please, pls, plz, only, thanks, thank you, needed, wanted, required, requested",
        labels: """
            number of images, number of pictures, number of photos, number of illustrations, number of outputs, \
            image count, picture count, images count, total images, total pictures, total photos, \
            total number of images, total number of pictures, amount of images, how many images, num images, \
            quantity of images
            """,
        series: "series, sequence, batch, suite, storyline",
        sets: "set, collection, group, pack, bundle, assortment, selection, range",
        setPlurals: "sets, collections, batches, series, sequences, groups, packs",
        collections: """
            storyboard, story, carousel, album, gallery, portfolio, lookbook, slideshow, photoshoot, shoot, essay, \
            tutorial, tale, narrative, storybook, zine
            """,
        links: "consisting of, made up of, made of, comprising, that consists of, of, with, containing, from",
        articles: "a, an",
        single: "single, lone, sole",
        numbers: """
            zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, \
            fifteen, sixteen, seventeen, eighteen, nineteen, twenty, 30=thirty, 40=forty, 50=fifty, 60=sixty, \
            70=seventy, 80=eighty, 90=ninety, 100=hundred
            """,
        quantities: [
            12: "a dozen, one dozen, dozen, a dozen of", 24: "two dozen", 36: "three dozen", 48: "four dozen",
            6: "half a dozen, half dozen, a half dozen, a half-dozen, half-a-dozen, half-dozen",
            2: "a couple of, a couple, couple of, a pair of, pair of, a duo of", 3: "a trio of, trio of",
            4: "a quartet of, quartet of", 100: "a hundred, one hundred", 1000: "a thousand, one thousand",
        ],
        rangeWords: "or, to, and, through",
        nouns: CountNouns(
            output: """
                image/images, variation/variations, variant/variants, version/versions, visual/visuals, \
                rendition/renditions, iteration/iterations, output/outputs, alternative/alternatives, render/renders, rendering/renderings, img/imgs, pic/pics
                """,
            picture: """
                picture/pictures, photo/photos, photograph/photographs, illustration/illustrations, drawing/drawings, \
                painting/paintings, shot/shots, sketch/sketches, portrait/portraits, artwork/artworks, poster/posters, \
                wallpaper/wallpapers, snapshot/snapshots, watercolor/watercolors, watercolour/watercolours, \
                photography/photographies, selfie/selfies, cartoon/cartoons, caricature/caricatures, doodle/doodles, etching/etchings, engraving/engravings, screenshot/screenshots, -/collages, -/comics, headshot/headshots, artpiece/artpieces
                """,
            work: """
                scene/scenes, logo/logos, icon/icons, sticker/stickers, thumbnail/thumbnails, mockup/mockups, mock-up/mock-ups, \
                concept/concepts, design/designs, avatar/avatars, emoji/emojis, composition/compositions, \
                infographic/infographics, view/views, meme/memes, interpretation/interpretations, creative/creatives, study/studies, storyboard/storyboards, \
                background/backgrounds, pattern/patterns, texture/textures, option/options, graphic/graphics, \
                vignette/vignettes, still/stills
                """,
            object: """
                panel/panels, frame/frames, banner/banners, cover/covers, page/pages, label/labels, flyer/flyers, \
                print/prints, postcard/postcards, slide/slides, card/cards, ad/ads, tile/tiles
                """
        ),
        modifiers: .notEnding(["s", "ing"]),
        adjectives: """
            various, stunning, amazing, interesting, charming, breathtaking, striking, matching, contrasting, \
            captivating, outstanding, inspiring, fascinating, compelling, engaging, appealing, eye-catching, varying, \
            differing, glowing, christmas, coloring, colouring, marketing, wedding, advertising, landing, sports, \
            fitness, business, news, sales, kids, graphics, painting, drawing, lighting, existing, corresponding, \
            following, remaining, flowing, connecting, continuing
            """,
        adjectiveEndings: ["ous", "ss", "less"],
        adjectivesFollow: false,
        stops: """
            of, on, in, with, or, at, to, for, from, by, the, a, an, my, your, his, her, their, our, its, this, that, \
            these, those, is, are, dozen, couple, few, pair, lot, bunch, hundred, thousand, million, percent, less, \
            fewer, per, men, women, people, children, mice, geese, sheep, fish, deer, feet, teeth, as, into, than, \
            was, were, has, have, will, who, which, while, when, it, they, we, i, you, she, he, px, mm, cm, inch, second, \
            minute, hour, year, day, week, month, am, pm, k, x, degree, time, part, step, police, year-old, bit, d, tone
            """,
        showing: """
            of, in which, on which, showing, depicting, featuring, illustrating, portraying, representing, capturing, that show, \
            that depict, which show, each showing, each depicting, each featuring
            """,
        followers: """
            with, for, about, that, which, where, using, based, containing, from, as, inspired, each, exploring, \
            displaying, presenting, including, set, focused, themed, made, to, one, focusing, so, please, like, such, \
            all, drawn, painted, created, rendered, taken, generated, suitable, ideal, they, i, we, it
            """,
        followerEndings: ["ing"],
        genitiveFollowsUnlessEnding: nil,
        purposes: "for, about",
        prepositions: """
            in, on, at, above, over, under, beside, against, behind, next, near, inside, around, between, into, across, \
            along, by, within
            """,
        styles: """
            style, styles, colour, color, colours, colors, watercolour, watercolor, oil, ink, pencil, charcoal, \
            acrylic, gouache, black, format, formats, resolution, quality, 4k, 8k, hd, background, topic, theme, \
            subject, order, sequence, aspect, ratio, total, pastel, crayon, monochrome, sepia, different, various, \
            landscape, look, mood, aesthetic, tones, palette, row, high, 16:9, 9:16, 1:1, 4:3, 3:4, anime, cartoon, \
            chalk, seasons, series, set, manner, vein
            """,
        surfaces: """
            wall, walls, board, corkboard, corkboards, table, tables, desk, desks, fridge, refrigerator, shelf, \
            shelves, mantel, mantelpiece, mantle, door, easel, easels, screen, screens, page, gallery, museum, floor, \
            fireplace, album, scrapbook, rope, string, clothesline, window, windowsill, hallway, corridor, bulletin, \
            pinboard, noticeboard, dresser, nightstand, piano, ceiling, locker, mirror, magazine, newspaper, \
            exhibition, wallet, sofa, bed
            """,
        placements: """
            covered, decorated, filled, plastered, papered, split, divided, hang, hangs, hanging, hung, pinned, taped, glued, framed, stuck, mounted, displayed, lie, lies, lying, \
            leaning, leans, lean, standing, stacked, scattered, arranged, tacked, attached, clipped, held, \
            overlapping, stitched, merged, combined, blended, side by side, side-by-side, next to each other, \
            on display, adorn, adorning, decorate, decorating, sit, sitting, sits, propped, placed, laid, spread, \
            in one image, in a single image, in one picture, in one frame, into one, into a, in one, in a single, \
            in a grid, in a collage, as a collage, tiled, falling, floating, flying, burning
            """,
        layouts: """
            in one image, in a single image, in one picture, in a single picture, in one frame, in a single frame, \
            in one photo, in a single photo, in the same image, in the same picture, into one image, \
            into a single image, side by side, side-by-side, in a grid, as a grid, in a collage, as a collage, \
            into a collage, split screen, split-screen, contact sheet, on one page, on a single page, on one sheet, \
            on a single sheet, on one canvas, on a single canvas, all in one, in one composition, as one image, \
            as a single image, on the same page, on the same canvas, grid layout
            """,
        conjunctions: "and, plus, or",
        carriers: "in, as, across, over, through, into, throughout",
        shows: """
            with, of, at, on, to, for, from, by, the, a, an, my, your, his, her, their, our, its, this, that, these, \
            those, and, holds, hold, has, have, contains, shows, displays, between, are, is, plus, under, beside
            """
    )
}
