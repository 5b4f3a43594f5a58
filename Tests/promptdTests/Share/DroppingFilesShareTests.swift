import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The page for people who drop files.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct DroppingFilesShareTests {
        private static let page = "Sources/promptd/promptd.docc/DroppingFiles.md"

        /// Catches a prompt of the page that is refused when it is written as it stands there.
        @Test
        func thePagesPromptsWork() async throws {
            let blocks = try Repository.text(Self.page).components(separatedBy: "```json\n").dropFirst().map {
                $0.components(separatedBy: "```")[0]
            }
            try #require(blocks.count == 2)
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon()
                for (number, block) in blocks.enumerated() { try await share.put("page\(number)", block, .anna) }
                let sizes = [(3, 2560, 1440), (2, 2496, 1664)]
                for (number, (images, width, height)) in sizes.enumerated() {
                    let (name, prompt) = ("page\(number)", blocks[number])
                    try await rig.delivered(name, prompt: prompt, images: images, width: width, height: height)
                }
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().imagesCharged == 5)
            }
        }

        /// Catches a state that the page does not explain, or calls by another name.
        @Test
        func thePageNamesEveryState() throws {
            let page = try Repository.text(Self.page)
            for state in PromptFileState.allCases {
                #expect(page.contains("`sunset\(state.suffix)`"), "\(state)")
            }
        }
    }
}
