import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// What is told of a prompt's files without taking them.
struct FilesAtHandTests {
    private static let prompt = PromptPath(folder: [FileName(fixed: "ads")], stem: FileName(fixed: "a"))

    /// What is wrong with `values` in an inbox that holds some files, a line each: code, member and what is said.
    private static func told(
        _ values: [FileInput.Value],
        takesList: Bool = true,
        limit: Int? = nil,
        _ validations: [FileValidation] = []
    ) async throws -> [String] {
        var told: [String] = []
        try await Workbench.with { bench in
            let inbox = bench.root.appending(path: "inbox")
            try FileManager.default.createDirectory(
                at: inbox.appending(path: "ads/refs"),
                withIntermediateDirectories: true
            )
            let files: [(String, [UInt8])] = [
                ("ads/a.gif", ScriptedAPI.picture), ("ads/refs/1.gif", ScriptedAPI.picture), ("ads/no.png", [1, 2]),
                ("ads/none.png", []), ("ads/cut.gif", Array(ScriptedAPI.picture.dropLast(8))),
                ("ads/large.png", Array(repeating: 0, count: 6 << 20 + 1)),
            ]
            for (name, bytes) in files { try Data(bytes).write(to: inbox.appending(path: name)) }
            let input = FileInput(
                member: "images",
                kind: .image,
                takesList: takesList,
                values: values,
                limit: limit,
                validations: validations
            )
            let folder = InboxFolder(path: bench.inbox)
            told = try FilesAtHand.problems([input], of: Self.prompt, in: folder).map {
                #expect(!$0.hint.isEmpty && $0.member == "images")
                return "\($0.code.rawValue): \($0.message)"
            }
        }
        return told
    }

    /// Catches files that are called wrong although the daemon would send them.
    @Test func whatIsRight() async throws {
        let values: [FileInput.Value] = [.path("a.gif"), .path("refs/*"), .address("https://x.example/a.png")]
        #expect(try await Self.told(values) == [])
        #expect(try await Self.told([.beside], takesList: false) == [])
    }

    /// Catches one wrong file that hides the others, and one that the daemon would refuse.
    @Test func allThatIsWrongIsTold() async throws {
        let values = ["b.gif", "*.jpg", "no.png", "none.png", "cut.gif", "large.png", "../../x.png"].map {
            FileInput.Value.path($0)
        }
        let told = try await Self.told(values)
        let words = [
            "file_missing: ads/b.gif is not there", "file_missing: ads/*.jpg is not there", "leads out of the inbox",
            "ads/no.png is of no kind", "ads/none.png is empty", "ads/cut.gif is not whole",
            "ads/large.png has 6291457",
        ]
        #expect(told.count == words.count, "\(told)")
        for word in words { #expect(told.contains { $0.contains(word) }, "\(word): \(told)") }
    }

    /// Catches limits of the model's that are not looked at.
    @Test func theModelsLimits() async throws {
        let tooMany = try await Self.told([.path("a.gif"), .path("refs/1.gif")], limit: 1)
        #expect(tooMany.count == 1 && tooMany[0].contains("stands for 2 files"), "\(tooMany)")
        let small = try await Self.told([.path("a.gif")], [FileValidation(.width, .greater, 4000)])
        #expect(small.count == 1 && small[0].contains("width_pixels > 4000"), "\(small)")
    }
}
