import Testing

@testable import PromptCore

@Suite struct CountInstructionTests {
    @Test(arguments: [
        ("Generate 5 images of a cat", 5), ("generate 3 images of a beautiful sunset over a calm ocean.", 3),
        ("Create three pictures of a fox.", 3), ("Make 2 photos, one red, one blue", 2),
        ("Draw fifteen drawings: cats", 15),
        ("Paint a painting of a lake", 1), ("Render one render of a car", 1), ("Produce 4 shots of a bottle", 4),
        ("Design 3 different posters for a concert", 3), ("Give me 7 variations of this", 7),
        ("I want 2 versions of a logo", 2), ("I'd like six photographs of bees", 6), ("please generate 5 images", 5),
        ("Please, could you create 4 images of a dog?", 4), ("I want you to make 3 pics of a dog", 3),
        ("Let’s make 3 illustrations showing a castle", 3), ("  \n\"Generate 2 images of a tree\"", 2),
        ("Generate 5 bright, colourful, highly detailed images of birds", 5),
        ("Create a single image showing 4 pictures", 1),
        ("Generate 4 black and white photographs of Paris", 4), ("Generate 3 photo-realistic 8K images of a lion", 3),
        ("GENERATE 12 IMAGES\nA cat", 12), ("Generate a series of 5 images about the seasons", 5),
        ("Create a stunning illustration of a dragon with 2 heads", 1), ("Make me exactly 3 images for a blog", 3),
        ("Generate 3 images in watercolour style", 3), ("Generate 6 portraits in the style of Rembrandt", 6),
        ("Generate 3 product photos on a white background", 3), ("Generate 5 photo illustrations of frogs", 5),
        ("three pictures: a cat, a dog, a bird", 3), ("5 images of a cat", 5), ("Two photos showing a bridge", 2),
        ("4 cinematic shots depicting a chase", 4), ("2 drawings, in pencil", 2), ("A single photo of a cat", 1),
        ("One image of a cat", 1), ("A set of 4 images of mushrooms", 4), ("Generate 20 images of a cat", 20),
        ("Generate 0 images of a cat", 0), ("Create twenty pictures of a cat", 20), ("Generate 100 images", 100),
    ])
    func findsEnglish(text: String, count: Int) {
        #expect(CountInstruction.opening(text)?.count == count)
    }

    /// A false find would change how many images are made and billed.
    @Test(arguments: [
        "two pictures on a wall", "Five cats playing poker", "2 images-in-one", "Generate an ocean of 5 islands", "",
        "A photo of a cat", "An illustration of three pictures", "a cat", "5", "Generate", "Generate 5",
        "three pictures",
        "Generate 5 cats in one image", "Draw three dogs watching pictures of cats",
        "Three dogs watching pictures of cats",
        "Three people watching pictures of cats", "Generate two pictures on a wall",
        "Paint 3 paintings hanging in a museum",
        "Draw 2 picture frames on a table", "Create two photos side by side", "Generate 3-4 images of a cat",
        "Generate 3 or 4 images of a cat", "Generate 1,000 images of a cat", "Generate 2.5 images of a cat",
        "Generate a dozen images of a cat", "Generate a couple of images of a cat", "Generate images: 5",
        "Generate images",
        "Don't generate 5 images of a cat", "A wall with 5 images of a cat", "Generate an images of a cat",
        "Generate a grid of 9 images", "Make two pictures into one", "Watercolour. Generate 5 images of a cat",
        "5 photographers of the year: a portrait", "Draw 4 children painting pictures of a cat",
        "Draw a man taking a picture of a bird", "The 3 images of a cat", "1st image of a series",
        "Generate 3x images of a cat",
        "Draw a picture book", "Generate 5 islands and images of cats",
    ])
    func findsNoneInEnglish(text: String) {
        #expect(CountInstruction.opening(text) == nil)
    }
}
