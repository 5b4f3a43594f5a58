import Testing

@testable import PromptCore

/// A request that a person has found can be collected, whatever its name looks like.
@Suite struct AdoptionTests {
    @Test(arguments: ["abc-1", "a/b", "..", "%2e", "a\"b\\c", "é 漢", "4711"])
    func anIdComesBackAsItWasWritten(text: String) throws {
        let id = try #require(RequestID(text))
        #expect(try Adoption.requestID(in: Adoption.bytes(id)) == id)
    }

    @Test(arguments: [
        (#"{"request_id": " a/b\n", "note": "found it"}"#, "a/b"), (#"{"request_id": 4711}"#, "4711"),
        ("abc-1\r\n", "abc-1"), ("\u{FEFF}abc-1", "abc-1"), (#""abc-1""#, "abc-1"), ("4711", "4711"),
        (#"{"request_id": 123456789012345678901234567890}"#, "123456789012345678901234567890"),
    ])
    func anIdIsTakenAsPeopleCopyIt(text: String, id: String) throws {
        #expect(try Adoption.requestID(in: Array(text.utf8)).rawValue == id)
    }

    @Test(arguments: [
        "{}", "[]", #"{"request_id": null}"#, #"{"request_id": ""}"#, #"{"request_id": 1.5}"#,
        #"{"request_id": ["a"]}"#,
        #"{"request_id": "a\nb"}"#, #"{"request_id": true}"#, "two words", #"{"request_id": "abc"#, "abc,", "true", "",
    ])
    func whatNamesNoRequestIsRefused(text: String) {
        #expect(throws: Adoption.UnreadableError.self) { try Adoption.requestID(in: Array(text.utf8)) }
    }
}
