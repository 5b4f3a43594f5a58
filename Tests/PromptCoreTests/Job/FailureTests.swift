import Foundation
import Testing

@testable import PromptCore

@Suite struct FailureTests {
    /// One of every code, as the code makes them.
    static func all() throws -> [Failure] {
        let id = try JobSample.requestID()
        let refusal = Refusal(reason: .prompt, status: 422, message: "The text is not allowed.")
        let unknown = Refusal(reason: .model, status: 404, message: "not found")
        let problem = Rejection.Problem(.unknownMember, "sead", message: "there is no sead", hint: "write seed.")
        return [
            .invalid(Rejection(problem)), .unreadable("The prompt has 2000000 bytes; at most 1 MiB is read."),
            .refused(refusal), .refused(unknown), .generationFailed("no GPU", id), .generationFailed(nil, id),
            .cancelledElsewhere(id, hasRun: false), .noOutput(nil, id), .resultExpired("HTTP 404", id),
            .resultUnusable("HTTP 410", id), .unconfirmed("cut off", submitted: JobSample.time), .unknownHistory,
            .overCap("this prompt asks for 9 images, and only 4 images a day are allowed"),
            .notAdopted("another prompt has this request already.", id),
            .fileMissing("campaign/ref.png", member: "image", waited: 600), .copiesChanged,
            .fileUnusable("ref.png is a link.", member: "image", hint: "Put the file itself there."),
            try #require(JobSample.completed().incompleteness(retry: FileName("boat.failed.csv"))),
            .uploadFailed(try InputFileTests.file("image", nil, "a.png", "a.png"), "ended with code 1: no such bucket"),
        ]
    }

    @Test func everyCodeIsMade() throws {
        #expect(Set(try Self.all().map(\.code)) == Set(Failure.Code.allCases))
    }

    /// A person who never saw the code has to be able to act on it.
    @Test func everyFailureSaysWhatAndWhatToDo() throws {
        for failure in try Self.all() {
            for text in [failure.message, failure.hint] {
                #expect(!text.isEmpty)
                #expect(text.split(whereSeparator: \.isNewline).count == 1, "\(failure.code)")
                #expect(text.trimmingCharacters(in: .whitespaces) == text, "\(failure.code)")
                #expect(!text.contains("Optional("), "\(failure.code)")
                #expect(!text.contains(".."), "\(failure.code)")
            }
        }
    }

    /// The owner decides by it whether trying again costs a second time.
    @Test func tellsWhatMayHaveBeenCharged() throws {
        let free: Set<Failure.Code> = [
            .invalidPrompt, .unreadablePrompt, .refused, .unknownModel, .cancelledElsewhere, .overCap, .notAdopted,
            .fileMissing, .fileUnusable, .uploadFailed,
        ]
        for failure in try Self.all() {
            #expect(failure.mayHaveBeenCharged == !free.contains(failure.code), "\(failure.code)")
        }
        #expect(Failure.cancelledElsewhere(try JobSample.requestID(), hasRun: true).mayHaveBeenCharged)
    }

    @Test func namesTheRequestWhereThereIsOne() throws {
        let paid: Set<Failure.Code> = [
            .generationFailed, .cancelledElsewhere, .noOutput, .resultExpired, .resultUnusable, .notAdopted,
        ]
        for failure in try Self.all() {
            #expect((failure.requestID != nil) == paid.contains(failure.code), "\(failure.code)")
        }
    }

    /// Telling a tool to retry what cannot succeed, or what may be paid for, would cost it money.
    @Test func tellsWhatMaySucceedUnchanged() throws {
        let retryable = Set(try Self.all().filter(\.retryable).map(\.code))
        #expect(
            retryable == [
                .generationFailed, .cancelledElsewhere, .noOutput, .resultExpired, .resultUnusable, .fileMissing,
                .fileUnusable, .uploadFailed,
            ]
        )
    }

    /// Tools match on these words.
    @Test(arguments: Failure.Code.allCases)
    func codesAreWords(code: Failure.Code) {
        #expect(code.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
    }

    @Test func survivesTheJournal() throws {
        let all = try Self.all()
        #expect(try JSONDecoder().decode([Failure].self, from: try JSONEncoder().encode(all)) == all)
    }
}
