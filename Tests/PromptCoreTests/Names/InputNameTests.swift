import Testing

@testable import PromptCore

struct InputNameTests {
    /// Catches a copy that takes another's place on a disk that knows no letter case, or that Windows cannot hold.
    @Test func copiesHaveNamesThatEveryClientTellsApart() throws {
        var names: [String] = []
        let own = [
            "ref.png", "REF.png", "ref.png", "con.png", "a:b.png", "e\u{301}.png", "\u{E9}.png", "plain", "Plain",
        ]
        for text in own {
            names.append(try OutputName.inputName(try #require(FileName(text)), besides: names))
        }
        #expect(
            names == [
                "ref.png", "REF-2.png", "ref-3.png", "con_.png", "a_b.png", "\u{E9}.png", "\u{E9}-2.png", "plain",
                "Plain-2",
            ]
        )
    }

    /// Catches a name that is no text and ends as another one.
    @Test func whatIsNotUTF8IsRefused() throws {
        let name = try #require(FileName([0xFF, 0x2E, 0x70]))
        #expect(throws: Rejection.self) { try OutputName.inputName(name, besides: []) }
    }
}
