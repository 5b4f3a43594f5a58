import PromptCore
import Testing

@Suite struct OutputNameTests {
    func name(_ parts: String...) throws -> OutputName {
        try OutputName(stem: parts.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("sunset", "sunset"), ("My cat (1)", "My cat (1)"), ("été 猫 😀", "été 猫 😀"), ("a<b>c:d\"e", "a_b_c_d_e"),
        ("a/b\\c|d?e*f", "a_b_c_d_e_f"), ("a\u{0}b\u{1F}c\u{7F}d\u{85}e", "a_b_c_d_e"),
        ("photo\u{202E}gpj.exe", "photo_gpj.exe"),
        ("end.", "end_"), ("end. . ", "end____"), (".hidden", "_hidden"), ("", "_"), (".", "_"), ("..", "__"),
        (" x", " x"),
        ("con", "con_"), ("CON", "CON_"), ("Nul.backup", "Nul_.backup"), ("com1", "com1_"), ("LPT9.a.b", "LPT9_.a.b"),
        ("com¹", "com¹_"), ("aux .x", "aux _.x"), ("console", "console"), ("com10", "com10"), ("com", "com"),
        ("prn-1", "prn-1"), ("CONIN$", "CONIN$_"),
    ])
    func everyClientCanHold(stem: String, expected: String) throws {
        #expect(try self.name(stem).name == expected)
    }

    /// macOS stores decomposed names; a Windows client of the same share shows only composed ones usefully.
    @Test func isComposed() throws {
        let name = try self.name("cafe\u{301}").name
        #expect(Array(name.utf8) == Array("caf\u{E9}".utf8))
    }

    @Test func keepsFolders() throws {
        let name = try self.name("campaign?", "aux", "hero")
        #expect(name.folders == ["campaign_", "aux_"])
        #expect(name.description == "campaign_/aux_/hero")
        #expect(name.numbered(2).description == "campaign_/aux_/hero-2")
    }

    @Test(arguments: [[0x61, 0xFF], [0xC3], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func wantsUTF8(bytes: [UInt8]) {
        for stem in [[bytes], [bytes, [0x61]]] {
            let rejection = #expect(throws: Rejection.self) { try OutputName(stem: stem) }
            #expect(rejection?.code == .invalidName)
        }
        #expect(throws: Rejection.self) { try OutputName(stem: []) }
    }

    /// Linux takes 255 bytes for every name that is built from this one, not only for itself.
    @Test(arguments: ["x", "é", "猫", "😀", "👨‍👩‍👧‍👦", "e\u{301}\u{302}"])
    func leavesRoomForWhatIsBuiltFromIt(character: String) throws {
        let name = try self.name(String(repeating: character, count: 300))
        let built = name.numbered(99_999)
        let names = [
            built.name, built.imageFileName(index: 15, count: 15, ext: "webp"), built.promptFileName,
            built.stagingName("0123456789abcdef"),
        ]
        for name in names { #expect(name.utf8.count <= 255) }
        #expect(name.name.utf8.count > 190)
        let mark = try #require(name.name.lastIndex(of: "~"))
        #expect(name.name[..<mark].allSatisfy { String($0) == character }, "cut inside a character")
    }

    /// Two long names with the same beginning stay two names, and stay the same after a restart.
    @Test func aCutNameCarriesAHash() throws {
        let long = String(repeating: "x", count: 300)
        #expect(try self.name(long + "1").name != self.name(long + "2").name)
        #expect(try self.name(long).name == String(repeating: "x", count: 222) + "~970138f5")
        #expect(try self.name(String(repeating: "x", count: 231)).name == String(repeating: "x", count: 231))
    }

    @Test func aCutFolderFitsToo() throws {
        #expect(try self.name(String(repeating: "猫", count: 100), "a").folders[0].utf8.count <= 255)
    }

    @Test func numbers() throws {
        let name = try self.name("sunset")
        #expect(name.numbered(1).name == "sunset")
        #expect(name.numbered(2).name == "sunset-2")
        #expect(name.imageFileName(index: 1, count: 3, ext: "jpg") == "sunset-1.jpg")
        #expect(name.imageFileName(index: 9, count: 10, ext: "png") == "sunset-09.png")
        #expect(name.imageFileName(index: 15, count: 15, ext: "webp") == "sunset-15.webp")
        #expect(name.promptFileName == "sunset.prompt.json")
        #expect(name.stagingName("k7") == ".sunset.k7")
    }

    @Test(arguments: [
        ("Cat", "cAT", true), ("CAFE\u{301}", "café", true), ("ÉTÉ", "été", true), ("cat", "cats", false),
    ])
    func findsCollisions(left: String, right: String, collide: Bool) throws {
        #expect((OutputName.collisionKey(left) == OutputName.collisionKey(right)) == collide)
        #expect(try (self.name(left).collisionKey == OutputName.collisionKey(right)) == collide)
    }
}
