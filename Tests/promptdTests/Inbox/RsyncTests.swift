import PromptCore
import Testing

extension EndToEnd {
    /// Prompts that rsync brings, with the options that people give it; each keeps the time of its original.
    @Suite(.enabled(if: Files.exists("/usr/bin/rsync"), "rsync is not installed"), .timeLimit(.minutes(1)))
    struct RsyncTests {
        private static let program = "/usr/bin/rsync"

        private enum Options: String, CaseIterable {
            case plain, inPlace, temporaryFolder, partial, partialFolder, delayed

            /// Those by which a file that was cut off has the prompt's name.
            static let cutting: [Options] = [.inPlace, .partial]

            var prompt: String { Workspace.picture(of: "<\(self.rawValue)>") }

            private func flags(_ rig: Rig) -> [String] {
                switch self {
                case .plain: []
                case .inPlace: ["--inplace"]
                case .temporaryFolder: ["--temp-dir=\(rig.workspace.path)/temporary"]
                case .partial: ["--partial"]
                case .partialFolder: ["--partial-dir=.rsync-partial"]
                case .delayed: ["--delay-updates"]
                }
            }

            /// Makes the folder that is copied from, and the one for temporary files.
            static func prepare(_ rig: Rig) throws {
                try Files.makeFolder("\(rig.workspace.path)/temporary")
                for options in Self.allCases {
                    try Files.makeFolder(options.source(rig))
                    try Files.write(options.prompt, to: "\(options.source(rig))/\(options.rawValue).prompt.json")
                }
            }

            private func source(_ rig: Rig) -> String { "\(rig.workspace.path)/\(self.rawValue)" }

            func copy(_ rig: Rig) async throws {
                let folders = ["\(self.source(rig))/", "\(rig.workspace.inbox)/"]
                try await Way.run(RsyncTests.program, ["-a", "--omit-dir-times"] + self.flags(rig) + folders, rig)
            }
        }

        private static var held: [String] {
            Options.allCases.flatMap { ["\($0.rawValue).repeat.json", "\($0.rawValue).repeat.txt"] }
        }

        private static func chargedOnce(_ rig: Rig) throws {
            let ledger = try rig.sandbox.ledger()
            for options in Options.allCases { #expect(ledger.charged("<\(options.rawValue)>") == 1, "\(options)") }
            #expect(ledger.accepted == Options.allCases.count)
        }

        /// Catches a copy that is taken half-written, by a temporary name, or not at all, and one that is paid again when
        /// rsync runs the next time: the prompts are not in the inbox any more, so that it brings them all.
        @Test
        func aSecondRunIsNotPaidAgain() async throws {
            try await withRig { rig in
                try Options.prepare(rig)
                _ = try rig.startDaemon()
                for options in Options.allCases { try await options.copy(rig) }
                for options in Options.allCases { try await rig.delivered(options.rawValue, prompt: options.prompt) }
                try await rig.inboxHolds()
                for options in Options.allCases { try await options.copy(rig) }
                try await rig.inboxHolds(Self.held)
                try Self.chargedOnce(rig)
                // What is held has the prompt's bytes, and no other name was left behind.
                for options in Options.allCases {
                    #expect(try Files.text(rig.workspace.file(options.rawValue, "repeat")) == options.prompt)
                }
            }
        }

        /// Catches a copy that is paid for beside the prompt that is being made.
        @Test
        func aRunWhileItIsBeingMadeIsNotPaidAgain() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try Options.prepare(rig)
                _ = try rig.startDaemon()
                for options in Options.allCases { try await options.copy(rig) }
                try await waiting(until: "the submissions") {
                    try rig.sandbox.ledger().accepted == Options.allCases.count
                }
                for options in Options.allCases { try await options.copy(rig) }
                let names = Options.allCases.map(\.rawValue)
                try await rig.inboxHolds(names.flatMap { ["\($0).prompt.json", "\($0).working.json"] })
                try rig.sandbox.set(#"{"slots": 1}"#)
                for options in Options.allCases { try await rig.delivered(options.rawValue, prompt: options.prompt) }
                try await rig.inboxHolds(Self.held)
                try Self.chargedOnce(rig)
            }
        }

        /// Catches the rest of a file that was cut off and is sent as it is, or never taken when the next run completes it.
        @Test
        func whatWasCutOffIsTakenWhenItIsComplete() async throws {
            try await withRig { rig in
                try Options.prepare(rig)
                _ = try rig.startDaemon()
                for options in Options.cutting {
                    try rig.workspace.drop(options.rawValue, String(options.prompt.prefix(20)))
                }
                try await rig.statusShows("that they are not complete") {
                    $0["waiting"]?["settling"]?.intValue == Options.cutting.count
                }
                for options in Options.cutting { try await options.copy(rig) }
                for options in Options.cutting { try await rig.delivered(options.rawValue, prompt: options.prompt) }
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == Options.cutting.count)
            }
        }
    }
}
