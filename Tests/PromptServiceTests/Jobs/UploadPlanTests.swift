import PromptCore
import Testing

@testable import PromptService

/// Which files go by the uploader.
struct UploadPlanTests {
    private static let members: [FileInput] = [
        FileInput(member: "images", kind: .image, takesList: true, values: []),
        FileInput(member: "film", kind: .video, takesList: false, values: []),
    ]

    private static func file(_ member: String, _ bytes: Int64, _ name: String, pixels: Int? = nil) -> InputFile {
        InputFile(
            member: member,
            position: nil,
            written: nil,
            name: name,
            path: .named(name),
            sha256: "",
            bytes: bytes,
            mediaType: "image/png",
            width: pixels,
            height: pixels.map { _ in 1 },
            isOwn: false,
            inode: 0,
            modified: 0
        )
    }

    private static func names(_ files: [InputFile], _ scope: UploaderSettings.Scope? = .large) -> [String] {
        UploadPlan(files, Self.members, scope).uploads.map(\.name)
    }

    /// Catches a file that is sent along beyond the API's limit, and one within it that is uploaded.
    @Test func whatIsTooLargeToBeSentAlong() {
        let files = [
            Self.file("images", 6 << 20, "a"), Self.file("images", (6 << 20) + 1, "b"),
            Self.file("film", 20 << 20, "c"), Self.file("images", 9, "d", pixels: 32_000_000),
            Self.file("images", 9, "e", pixels: 32_000_001), Self.file("film", (32 << 20) + 1, "f"),
        ]
        #expect(Self.names(files) == ["b", "e", "f"])
        #expect(Self.names(files, nil) == ["b", "e", "f"])
        #expect(Self.names(files, .all) == ["a", "b", "c", "d", "e", "f"])
    }

    /// Catches a request that is too large in all, and more uploads than that takes.
    @Test func theLargestUntilTheRestFits() {
        let files = (1...10).map { Self.file("images", Int64($0) * (6 << 20) / 10, "\($0)") }
        // 33 MiB, which are 44 in Base64.
        #expect(Self.names(files) == [])
        let twice = files + files.map { Self.file("images", $0.bytes, "again \($0.name)") }
        // 88 MiB in Base64: without the three largest they are still 64.8.
        #expect(Self.names(twice).count == 4)
        #expect(Set(Self.names(twice)) == ["9", "10", "again 9", "again 10"])
    }
}
