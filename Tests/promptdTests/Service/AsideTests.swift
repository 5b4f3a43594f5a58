import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// What cannot go on waits by itself: it keeps no place that others need, and is named.
    @Suite(.timeLimit(.minutes(1)))
    struct AsideTests {
        /// Every place there is, taken by prompts that can never go on.
        private static func fill(_ rig: Rig, folder: String = "") throws {
            for number in 1...8 {
                try rig.workspace.drop("\(folder)stuck-\(number)", Workspace.picture(of: "<stuck> \(number)"))
            }
        }

        /// Waits until so many of them are named in the status as ones that wait, in these words.
        private static func areNamed(_ rig: Rig, _ count: Int, _ words: String) async throws {
            try await rig.statusShows("\(count) that wait: \(words)") { status in
                let jobs = status["jobs"]?.elements ?? []
                return jobs.count { $0.text("doing")?.contains(words) == true } >= count
            }
        }

        private static func othersGoOn(_ rig: Rig, _ name: String = "good") async throws {
            let prompt = Workspace.picture(of: "<\(name)>")
            try rig.workspace.drop(name, prompt)
            try await rig.delivered(name, prompt: prompt)
            #expect(try rig.sandbox.ledger().charged("<\(name)>") == 1)
        }

        /// What the API does to the requests or files of some prompts, for ever, and how the status says so.
        static let faults: [(what: String, words: String)] = [
            (#""on": "download", "do": "status", "status": 500"#, "HTTP 500"),
            (#""on": "download", "do": "expired""#, "no longer (HTTP 403)"),
            (#""on": "download", "do": "status", "status": 404"#, "no longer (HTTP 404)"),
            (#""on": "download", "do": "empty""#, "waiting: "),
            (#""on": "download", "do": "garbage""#, "waiting: "),
            (#""on": "download", "do": "reset", "bytes": 100"#, "waiting: "),
            (#""on": "download", "do": "redirect", "location": "https://10.0.0.1/x""#, "https://10.0.0.1"),
            (#""on": "download", "do": "slow", "bytes_per_second": 1"#, "downloading 0/1"),
            (#""on": "status", "do": "status", "status": 400"#, "waiting: "),
            (#""on": "status", "do": "status", "status": 500"#, "waiting: "),
            (#""on": "result", "do": "status", "status": 502"#, "waiting: "),
            (#""on": "status", "do": "drop""#, "waiting: "),
            (#""on": "status", "do": "state", "state": "in_queue""#, "queued"),
            (#""on": "status", "do": "state", "state": "in_progress""#, "generating"),
            (#""on": "status", "do": "hang""#, "queued"),
            (#""on": "result", "do": "hang""#, "finished"),
        ]

        /// Catches results and requests that can never be had and keep others from being made.
        @Test(arguments: Self.faults)
        func aResultThatDoesNotComeKeepsNoPlace(_ fault: (what: String, words: String)) async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                try rig.sandbox.fault(#"{\#(fault.what), "times": null, "match": "<stuck>"}"#)
                _ = try rig.startDaemon()
                // It knows how long a generation takes.
                try await rig.letResultsComeLate()
                try Self.fill(rig)
                try await Self.areNamed(rig, 8, fault.words)
                try await Self.othersGoOn(rig)
                try rig.sandbox.clearFaults()
                if !fault.what.contains("slow"), !fault.what.contains("hang") {
                    for number in 1...8 {
                        let prompt = Workspace.picture(of: "<stuck> \(number)")
                        try await rig.delivered("stuck-\(number)", prompt: prompt)
                    }
                }
                #expect(try rig.sandbox.ledger().charged("<stuck>") == 8)
            }
        }

        /// Catches a folder in which nothing can be put that stops all others, or costs anything.
        @Test
        func aFolderOfTheOutboxThatIsNoneKeepsNoPlace() async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                try Files.makeFolder("\(rig.workspace.inbox)/odd")
                try Files.write("in the way", to: "\(rig.workspace.outbox)/odd")
                let daemon = try rig.startDaemon()
                try Self.fill(rig, folder: "odd/")
                try await Self.areNamed(rig, 1, "outbox/odd")
                try await Self.othersGoOn(rig)
                try await rig.statusShows("that nothing else is held") { $0["hold"] == .null }
                #expect(try rig.sandbox.ledger().charged("<stuck>") == 0)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try Files.remove("\(rig.workspace.outbox)/odd")
                _ = try rig.startDaemon()
                for number in 1...8 {
                    let prompt = Workspace.picture(of: "<stuck> \(number)")
                    try await rig.delivered("odd/stuck-\(number)", prompt: prompt)
                }
                #expect(try rig.sandbox.ledger().charged("<stuck>") == 8)
            }
        }

        /// Catches a prompt that is paused and holds the only permit to find out whether a hold is over.
        @Test
        func aPausedPromptDoesNotKeepAHoldAlive() async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                try Files.makeFolder("\(rig.workspace.inbox)/a")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                _ = try rig.startDaemon(["--max-in-flight", "2"])
                try Self.fill(rig, folder: "a/")
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "rate_limit" }
                try await waiting(until: "a claim") {
                    try rig.workspace.waiting().contains { $0.hasSuffix(".working.json") }
                }
                try Files.write("", to: "\(rig.workspace.inbox)/a/PAUSE")
                try await rig.statusShows("a pause") { $0["waiting"]?["paused"]?.intValue ?? 0 > 0 }
                try rig.sandbox.clearFaults()
                try await Self.othersGoOn(rig)
                #expect(try rig.sandbox.ledger().charged("<stuck>") == 0)
                try Files.remove("\(rig.workspace.inbox)/a/PAUSE")
                for number in 1...8 {
                    let prompt = Workspace.picture(of: "<stuck> \(number)")
                    try await rig.delivered("a/stuck-\(number)", prompt: prompt)
                }
            }
        }

        /// Catches a big prompt without room under the day's cap that keeps small ones from what is left.
        @Test
        func aSmallPromptGoesWhereABigOneDoesNotFit() async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                _ = try rig.startDaemon(["--max-images-per-day", "5"])
                let first = Workspace.picture(of: "<first>", images: 4)
                try rig.workspace.drop("first", first)
                try await rig.delivered("first", prompt: first, images: 4)
                for number in 1...8 {
                    try rig.workspace.drop("big-\(number)", Workspace.picture(of: "<big>", images: 2))
                }
                try await rig.statusShows("the hold, and what waits") {
                    $0.text("hold", "reason") == "budget"
                        && $0["waiting"]?["not_begun"]?.elements.first?["prompts"]?.intValue == 8
                }
                try await Self.othersGoOn(rig)
                #expect(try rig.sandbox.ledger().imagesCharged == 5)
                #expect(try rig.workspace.waiting().count { $0.hasSuffix(".prompt.json") } == 8)
            }
        }

        /// Catches good pictures that wait a week for a bad one, and a bad one that is not looked for any more.
        @Test(arguments: [500, 404])
        func oneBadFileDoesNotHideTheOthers(_ status: Int) async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                let prompt = Workspace.picture(of: "<pair>", images: 2)
                try rig.sandbox.fault(
                    #"{"on": "download", "do": "status", "status": \#(status), "times": null, "skip": 1}"#
                )
                _ = try rig.startDaemon(["--partial-after", "100ms"])
                try rig.workspace.drop("pair", prompt)
                let path = "\(rig.workspace.outbox)/pair"
                try await waiting(until: "the good one") { Files.exists(path) }
                let sidecar = try Rig.checkWhole(path)
                #expect(sidecar.text("status") == "partial")
                #expect(sidecar["files"]?.elements.count == 1)
                #expect(sidecar["missing"]?.elements.count == 1)
                try rig.sandbox.clearFaults()
                // What comes late is shown whole, too: a folder that is there is never changed.
                try await waiting(until: "the other one") { Files.exists("\(path)-2") }
                let late = try Rig.checkWhole("\(path)-2")
                #expect(late["files"]?.elements.count == 1)
                let missing = late["missing"]?.elements.compactMap(\.stringValue) ?? []
                #expect(missing.count == 1 && missing.allSatisfy { $0.hasSuffix(": it is in the folder pair") })
                #expect(try Rig.checkWhole(path) == sidecar)
                try await waiting(until: "the prompt to be gone") { try rig.workspace.waiting().isEmpty }
                #expect(try rig.sandbox.ledger().charged("<pair>") == 1)
                #expect(try rig.workspace.results().sorted() == ["pair", "pair-2"])
            }
        }
    }
}
