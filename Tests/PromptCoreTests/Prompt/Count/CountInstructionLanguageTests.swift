import Testing

@testable import PromptCore

@Suite struct CountInstructionLanguageTests {
    @Test(arguments: [
        ("生成5张猫的图片", 5), ("生成5张猫", 5), ("请帮我画三幅山水画", 3), ("画一张猫", 1), ("给我画两张猫的照片", 2),
        ("生成 １２ 张 图片：四季", 12), ("生成十五张图片", 15), ("生成二十张图片", 20), ("生成3個不同的版本", 3), ("三张图片：猫、狗、鸟", 3),
        ("5张猫的照片", 5), ("請生成4張貓的圖片", 4), ("我想要3张日落的照片。", 3), ("请，生成2张海报", 2), ("生成5张桌子的图片", 5),
        ("生成一百张图片", 100), ("画5张卡通猫", 5), ("生成一组4张图片，四季", 4),
    ])
    func findsChinese(text: String, count: Int) {
        #expect(CountInstruction.opening(text)?.count == count)
    }

    @Test(arguments: [
        "两张照片挂在墙上", "画三张桌子", "画三张红色的椅子", "画3个人的照片", "三只猫在打牌", "墙上的两张照片", "一张猫的脸", "生成一组图片",
        "猫", "我要画画", "五张桌子，墙上有画的房间", "画5条鱼",
    ])
    func findsNoneInChinese(text: String) {
        #expect(CountInstruction.opening(text) == nil)
    }

    @Test(arguments: [
        ("5枚の画像を生成してください。猫", 5), ("猫の画像を3枚生成して", 3), ("5枚の猫の写真を作成してください", 5), ("３枚の写真：猫、犬、鳥", 3),
        ("画像を4枚お願いします", 4), ("三枚の猫のイラスト", 3), ("夕日の写真を2枚ください", 2), ("5点のイラストを描いて", 5),
    ])
    func findsJapanese(text: String, count: Int) {
        #expect(CountInstruction.opening(text)?.count == count)
    }

    @Test(arguments: [
        "壁に2枚の写真を飾って", "2枚の写真が壁にある部屋", "写真を2枚持つ女性", "猫が3匹いる絵を描いて", "2枚の写真を見ている女性を描いて", "三枚の葉",
    ])
    func findsNoneInJapanese(text: String) {
        #expect(CountInstruction.opening(text) == nil)
    }

    @Test(arguments: [
        ("Generiere 5 Bilder von einer Katze", 5), ("Erstelle bitte drei Fotos: Hund, Katze, Maus", 3),
        ("Male mir ein Bild von einem See", 1), ("Bitte erzeuge fünf schöne Illustrationen mit Vögeln", 5),
        ("Zwei Zeichnungen von Burgen", 2), ("Zeichne 4 Bilder im Stil von Dürer", 4),
        ("Ich möchte zwölf Varianten", 12),
        ("ERZEUGE FU\u{308}NF BILDER VON A", 5),
        ("Génère 5 images d'un chat", 5), ("Crée trois photos réalistes de chats", 3),
        ("Dessine-moi deux dessins : un mouton", 2),
        ("Je voudrais une image de Paris", 1), ("quatre illustrations de la mer", 4),
        ("Donne moi quinze variantes", 15),
        ("S'il te plaît, fais 2 affiches pour un concert", 2),
        ("Genera 5 imágenes de un gato", 5), ("Crea tres fotos realistas de gatos", 3),
        ("Hazme una ilustración de un dragón", 1),
        ("Por favor, dibuja dos retratos con sombrero", 2), ("cuatro fotografías de Madrid", 4),
        ("Quiero quince versiones", 15),
        ("Dame 3 imagenes: gato, perro, pez", 3),
    ])
    func findsEuropean(text: String, count: Int) {
        #expect(CountInstruction.opening(text)?.count == count)
    }

    @Test(arguments: [
        "Zwei Bilder an einer Wand", "Ein Bild von einer Katze", "Male zwei Bilder an einer Wand",
        "Fünf Katzen spielen Poker",
        "Generiere ein Meer mit 5 Inseln", "Zeichne ein paar Bilder", "Drei Gemälde in einem Museum",
        "Deux images sur un mur", "Une photo de chat", "Peins trois tableaux accrochés au mur",
        "Cinq chats jouent au poker",
        "Dessine un mur avec 3 photos", "Dos cuadros en la pared", "Una foto de un gato", "Haz dos cuadros en la pared",
        "Cinco gatos juegan al póquer", "Dibuja una pared con 3 fotos",
    ])
    func findsNoneInEuropean(text: String) {
        #expect(CountInstruction.opening(text) == nil)
    }
}
