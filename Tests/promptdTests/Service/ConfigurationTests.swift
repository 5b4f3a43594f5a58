import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct ConfigurationTests {
        /// Settings that cannot be worked with; a later flag replaces the rig's own.
        struct Wrong: Sendable, CustomTestStringConvertible {
            var flags: [String] = []
            var environment: [String: String] = [:]
            var file: String?
            /// What the one line must name.
            var names: String
            var testDescription: String { self.names }
        }

        static let wrong: [Wrong] = [
            Wrong(flags: ["--inbox", ""], names: "--inbox"),
            Wrong(flags: ["--state", ""], names: "PROMPTD_STATE"),
            Wrong(file: "setle: 1s\n", names: "setle"),
            Wrong(file: "settle: [\n", names: "YAML"),
            Wrong(flags: ["--config", "/nowhere/promptd.yaml"], names: "/nowhere/promptd.yaml"),
            Wrong(flags: ["--settle", "soon"], names: "soon"),
            Wrong(flags: ["--poll-min", "5"], names: "poll-min"),
            Wrong(flags: ["--submit-timeout", "0s"], names: "submit-timeout"),
            Wrong(flags: ["--call-timeout", "0.9ms"], names: "call-timeout"),
            Wrong(environment: ["PROMPTD_CONNECT_TIMEOUT": "0s"], names: "connect-timeout"),
            Wrong(file: "download-stall: 0s\n", names: "download-stall"),
            Wrong(flags: ["--max-in-flight", "0"], names: "max-in-flight"),
            Wrong(flags: ["--max-images", "many"], names: "max-images"),
            Wrong(flags: ["--log-level", "loud"], names: "log-level"),
            Wrong(flags: ["--count-in-text", "perhaps"], names: "count-in-text"),
            Wrong(flags: ["--model", "not//a model"], names: "model"),
            Wrong(flags: ["--api", "http://example.com"], names: "https://"),
            Wrong(flags: ["--api", "nonsense"], names: "API address"),
            Wrong(environment: ["PROMPTD_GRACE": "-1s"], names: "grace"),
            Wrong(flags: ["--outbox", "inbox/results"], names: "outbox"),
            Wrong(flags: ["--state", "outbox"], names: "state"),
            Wrong(flags: ["--inbox", "/proc/version"], names: "inbox"),
            Wrong(
                flags: ["--api", "https://api.example.com"],
                environment: ["RUNCOMFY_TOKEN": ""],
                names: "RUNCOMFY_TOKEN"
            ),
            Wrong(environment: ["RUNCOMFY_TOKEN": "Bearer two words"], names: "token"),
            Wrong(environment: ["WATCHDOG_USEC": "soon"], names: "WATCHDOG_USEC"),
        ]

        /// Catches a wrong setting that is ignored, or ends in something that is not one line to act on.
        @Test(arguments: Self.wrong)
        func aWrongSettingIsOneLine(_ wrong: Wrong) async throws {
            try await withRig { rig in
                var flags = wrong.flags
                if let file = wrong.file {
                    try Files.write(file, to: "\(rig.workspace.path)/promptd.yaml")
                    flags += ["--config", "promptd.yaml"]
                }
                let arguments = try ["run"] + rig.places() + Rig.quick + flags
                let finished = try await rig.promptd(arguments, environment: wrong.environment)
                #expect(finished.exit == .code(78))
                let lines = finished.errors.split(separator: "\n")
                #expect(lines.count == 1 && lines.first?.hasPrefix("promptd: ") == true, "\(finished.errors)")
                #expect(finished.errors.contains(wrong.names), "\(finished.errors)")
                #expect(finished.output.isEmpty)
            }
        }

        /// Catches an order other than: the command line over the environment over the file.
        @Test(
            arguments: [
                ("2", nil, nil, false), ("3", nil, nil, true), ("2", "3", nil, true), ("3", "2", nil, false),
                ("2", "2", "3", true), ("3", "3", "2", false),
            ] as [(String, String?, String?, Bool)]
        )
        func theNearerPlaceWins(_ file: String, _ variable: String?, _ flag: String?, _ isFine: Bool) async throws {
            try await withRig { rig in
                let path = "\(rig.workspace.path)/three.prompt.json"
                try Files.write(Workspace.picture(of: "three hats", images: 3), to: path)
                try Files.write("max-images: \(file)\n", to: "\(rig.workspace.path)/promptd.yaml")
                let flags = flag.map { ["--max-images", $0] } ?? []
                let environment = variable.map { ["PROMPTD_MAX_IMAGES": $0] } ?? [:]
                let finished = try await rig.promptd(
                    ["check", "--offline", "--config", "promptd.yaml"] + flags + [path],
                    environment: environment
                )
                #expect(finished.exit == .code(isFine ? 0 : 65), "\(finished.output)\(finished.errors)")
            }
        }

        /// Catches a setting that the file or the environment cannot give.
        @Test(arguments: [true, false])
        func everythingFromOnePlace(_ isFile: Bool) async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                let settings = [
                    ("inbox", workspace.inbox), ("outbox", workspace.outbox), ("state", workspace.state),
                    ("api", try rig.sandbox.url), ("settle", "20ms"), ("poll-min", "5ms"), ("poll-max", "50ms"),
                    ("max-in-flight", "3"), ("download-hosts", "*.example.com"), ("connect-timeout", "20s"),
                    ("submit-timeout", "1m"), ("call-timeout", "1m"), ("download-stall", "1m"),
                ]
                let prompt = Workspace.picture(of: "a hat")
                try workspace.drop("hat", prompt)
                var environment: [String: String] = [:]
                var flags: [String] = []
                if isFile {
                    let lines = settings.map { "\($0.0): \"\($0.1)\"\n" }.joined()
                    try Files.write("# promptd\n\(lines)", to: "\(workspace.path)/promptd.yaml")
                    flags = ["--config", "promptd.yaml"]
                } else {
                    for (name, value) in settings {
                        environment["PROMPTD_\(name.uppercased().replacing("-", with: "_"))"] = value
                    }
                }
                let finished = try await rig.promptd(["run", "--once"] + flags, environment: environment)
                #expect(finished.exit == .code(0), "\(finished.errors)")
                try await rig.delivered("hat", prompt: prompt)
            }
        }
    }
}
