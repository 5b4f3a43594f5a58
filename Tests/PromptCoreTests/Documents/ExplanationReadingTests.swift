import FoundationEssentials
import PromptTesting
import Testing

@testable import PromptCore

@Suite struct ExplanationReadingTests {
    private func explanation(_ failure: Failure) -> [UInt8] {
        Explanation.bytes(
            failure,
            name: .at("x"),
            origin: nil,
            job: nil,
            file: .named("x.failed.json"),
            at: Date(timeIntervalSince1970: 0),
            daemon: DaemonIdentity(version: "1", host: "h")
        )
    }

    private func invalid(_ code: Rejection.Code) -> Failure {
        .invalid(Rejection(.init(code, "$", message: "m", hint: "h")))
    }

    @Test func tellsWhetherItMayHaveBeenCharged() {
        #expect(Explanation.mayHaveBeenCharged(self.explanation(self.invalid(.invalidJSON))) == false)
        #expect(Explanation.mayHaveBeenCharged(self.explanation(.unknownHistory)) == true)
    }

    @Test(arguments: [
        "", "text", "{}", #"{"error": {}}"#, #"{"may_have_been_charged": false}"#, #"{"text": "a boat"}"#,
    ])
    func knowsWhatIsNone(text: String) {
        #expect(Explanation.mayHaveBeenCharged(Array(text.utf8)) == nil)
        #expect(!Explanation.saysUnfinished(Array(text.utf8)))
    }

    @Test func knowsAPromptThatWasOnlyUnfinished() {
        #expect(Explanation.saysUnfinished(self.explanation(self.invalid(.unfinishedJSON))))
        #expect(!Explanation.saysUnfinished(self.explanation(self.invalid(.invalidJSON))))
        #expect(!Explanation.saysUnfinished(self.explanation(.unknownHistory)))
    }
}
