import Foundation
import PromptCore
import Testing

@testable import promptd

struct StatusTableTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private static func lines(_ json: String) throws -> [String] {
        StatusTable(status: try JSONValue.parse(Array(json.utf8)), now: Self.now).lines.map(\.text)
    }

    /// Catches a column that is missing, stands in another's place, or holds another job's number.
    @Test
    func eachJobHasItsRow() throws {
        let lines = try Self.lines(
            """
            {"status": "4 in flight", "spend_today": {"images": 5, "cost_usd": 0.15, "max_images": null, "max_usd": 5},
             "jobs": [
              {"name": "campaign/hero", "doing": "queued #4", "claimed": "2027-01-15T07:59:18.000Z", "images": 3,
               "images_arrived": 0, "cost_usd": 0.09},
              {"name": "sunset", "doing": "downloading 2/3", "claimed": "2027-01-15T06:55:18.000Z", "images": 3,
               "images_arrived": 2, "cost_usd": 0.09},
              {"name": "held", "doing": "waiting: the account: is empty", "claimed": "2027-01-15T07:58:57.500Z",
               "images": 15, "images_arrived": 0, "cost_usd": null},
              {"name": "of an earlier promptd", "doing": "generating", "since": "2027-01-15T08:00:30.000Z"}
             ],
             "waiting": {"not_begun": [{"prompts": 2, "why": "over the day's cap"}]},
             "not_taken": {"x.prompt.json.txt": "rename it"}}
            """
        )
        #expect(
            lines == [
                "4 in flight", "today: 5 images, 0.15 of 5 USD",
                "STATE          TIME  IMAGES     USD  NAME",
                "queued #4       42s     0/3    0.09  campaign/hero",
                "downloading   1h04m     2/3    0.09  sunset",
                "waiting       1m02s    0/15       -  held  (the account: is empty)",
                "generating       0s       -       -  of an earlier promptd",
                "2 prompts wait: over the day's cap",
                "not taken: x.prompt.json.txt: rename it",
            ]
        )
    }

    /// Catches a list that is cut without a word.
    @Test
    func whatIsLeftOutIsCounted() throws {
        let some = #""not_taken": {"x.prompt.json.txt": "rename it"}"#
        #expect(try Self.lines("{\(some), \"not_taken_count\": 24}").last?.contains("and 23 more") == true)
        func left(_ folders: Int) throws -> String? {
            try Self.lines("{\(some), \"not_taken_count\": 24, \"not_taken_more_folders\": \(folders)}").last
        }
        #expect(try left(3)?.contains("and 23 more in 3 folders, ") == true)
        #expect(try left(1)?.contains("and 23 more in 1 folder, ") == true)
        #expect(try Self.lines("{\(some), \"not_taken_count\": 1}").last == "not taken: x.prompt.json.txt: rename it")
    }

    /// Catches a table for nothing, and a status of another program that ends this one.
    @Test
    func littleIsEnough() throws {
        #expect(try Self.lines("{}") == ["unknown"])
        #expect(try Self.lines(#"{"status": "idle", "jobs": []}"#) == ["idle"])
        #expect(try Self.lines(#"{"status": 1, "jobs": [1, {}], "not_taken": []}"#).count == 4)
    }

    /// Catches times that are wider than their column, or of a clock that was set back.
    @Test(arguments: [
        (-5.0, "0s"), (9.9, "9s"), (60, "1m00s"), (3599, "59m59s"), (3600, "1h00m"), (86_399, "23h59m"),
        (90_000, "1d01h"), (8_640_000, "100d"), (1e300, "11574d"),
    ])
    func elapsedTimes(_ seconds: Double, _ text: String) {
        #expect(ElapsedText.text(seconds: seconds) == text && text.count <= 6)
    }

    /// Catches a line that is wider than the terminal, since some characters take two columns.
    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"), ("👩‍👩‍👧x", 3, "👩‍👩‍👧x"), ("abc", 0, ""),
    ])
    func cutToTheTerminal(_ text: String, _ columns: Int, _ expected: String) {
        #expect(TextWidth.cut(text, to: columns) == expected)
        #expect(TextWidth.of(TextWidth.cut(text, to: columns)) <= columns)
    }
}
