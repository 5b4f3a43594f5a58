import Foundation
import PromptTesting
import Testing

extension EndToEnd {
    /// What the README tells to write into smb.conf.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct SettingsShareTests {
        /// The README's settings: a share with the first, and what may stand in place of its last line.
        private static func ways() throws -> [String] {
            let heading = "\n### Samba and permissions\n"
            let section = try #require(try Repository.text("README.md").components(separatedBy: heading).last)
            let blocks = section.components(separatedBy: "```ini\n").dropFirst().map {
                $0.components(separatedBy: "\n```")[0].components(separatedBy: "\n")
            }
            let first = try #require(blocks.first)
            return ([first.suffix(1)] + blocks.dropFirst().map { $0[...] }).map {
                (first.dropLast() + $0).joined(separator: "\n")
            }
        }

        /// Catches settings of the README with which a new folder, a tree put at once, or two people in one folder do not work, or
        /// results that one of them cannot take away.
        @Test
        func readmesSettingsWork() async throws {
            let ways = try Self.ways()
            try #require(ways.count == 3)
            // One server with one share for each.
            let names = ways.indices.map { "way\($0)" }
            let shares = zip(names, ways).map { $1.replacing("[promptd]", with: "[\($0)]") }.joined(separator: "\n")
            try await withShare(shares) { share in
                _ = try share.startDaemon()
                for name in names { try await Self.works(share, name) }
                let prompts = names.flatMap { name in Self.prompts.map { "\(name)/\($0)" } }
                try share.chargedEach(prompts)
                try await share.rig.inboxHolds()
            }
        }

        private static let prompts = ["hers", "his", "tree/a", "tree/b/c", "tree/b/d/e"]

        private static func works(_ share: Share, _ name: String) async throws {
            func prompt(_ place: String) -> String { Workspace.picture(of: "<\(name)/\(place)>") }
            try await share.client(.anna, on: name, ["mkdir inbox/\(name)"])
            try await share.put("\(name)/hers", prompt("hers"), .anna, on: name)
            try await share.put("\(name)/his", prompt("his"), .ben, on: name)
            let tree = "\(share.rig.workspace.path)/\(name)"
            for place in Self.prompts where place.hasPrefix("tree/") {
                let path = "\(tree)/\(place).prompt.json"
                let folder = URL(filePath: path).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Files.write(prompt(place), to: path)
            }
            let put = ["recurse on", "prompt off", "lcd \"\(tree)\"", "cd inbox/\(name)", "mput tree"]
            try await share.client(.ben, on: name, put)
            for (number, place) in Self.prompts.enumerated() {
                let result = "\(name)/\(place)"
                try await share.rig.delivered(result, prompt: prompt(place))
                // Each has the other's, and some have their own.
                try await share.takesAway(result, number.isMultiple(of: 2) ? .ben : .anna, on: name)
            }
        }
    }
}
