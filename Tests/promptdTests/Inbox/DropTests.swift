import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct DropTests {
        /// Catches a result that lacks a file, has one too many, or differs from what was asked and paid for.
        @Test
        func aPromptBecomesAFolder() async throws {
            try await withRig { rig in
                let prompt = """
                    {  "text": "Generate 2 images of a sunset.", "image_size" : "4:3",
                       "seed": 7, "sequential_image_generation_options": 2,
                       "promptd": {"labels": {"shelf": "A"}} }\n
                    """
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("sunset", prompt)
                let sidecar = try await rig.delivered("sunset", prompt: prompt, images: 2, width: 2304, height: 1728)
                #expect(sidecar["labels"]?.text("shelf") == "A")
                #expect(sidecar["seed"]?.intValue == 7)
                #expect(sidecar["cost"]?["actual"] == .number("0.06"))
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.accepted == 1 && ledger.imagesCharged == 2)
                let sent = try #require(ledger.submissions.first?.body)
                #expect(sent["image_size"] == .string("2304:1728 (4:3)"))
                #expect(sent.memberNames.contains("optimize_prompt_options"), "defaults are sent explicitly")
                #expect(!sent.memberNames.contains("promptd"), "what is for the daemon is not sent")
                #expect(daemon.exit == nil)
            }
        }

        /// Catches a way of copying that raises an event, or an order of events, that the inbox does not know, one that is
        /// taken too early or twice, and a time of arrival that a copy has brought with it; while promptd runs, and while it
        /// does not.
        @Test(arguments: [true, false])
        func everyWayOfDropping(isRunning: Bool) async throws {
            try await withRig { rig in
                if isRunning { try await Self.start(rig) }
                let (began, slow) = (Date(), Workspace.picture(of: "<slow>"))
                try rig.workspace.drop("slow", String(slow.prefix(30)))
                var names: [Way: String] = [:]
                for way in Way.possible { names[way] = try await way.drop(rig) }
                if !isRunning { try await Self.start(rig, folders: 9) }
                for (way, name) in names {
                    let sidecar = try await rig.delivered(name, prompt: way.prompt)
                    let dropped = try #require(sidecar["times"]?.text("dropped"))
                    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
                    // The kernel's clock lags behind by a tick.
                    let earliest = began.addingTimeInterval(-0.1)
                    #expect(try earliest...Date() ~= Date(dropped, strategy: style), "\(way): \(dropped)")
                }
                try await rig.inboxHolds(["slow.prompt.json"])
                try Files.append(Array(slow.utf8.dropFirst(30)), to: rig.workspace.prompt("slow"))
                try await rig.delivered("slow", prompt: slow)
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                for way in Way.possible { #expect(ledger.charged("<\(way.rawValue)>") == 1, "\(way)") }
                #expect(ledger.accepted == Way.possible.count + 1)
            }
        }

        /// Starts a daemon, and waits until it watches.
        @discardableResult
        private static func start(_ rig: Rig, folders: Int = 1) async throws -> ChildProcess {
            let daemon = try rig.startDaemon()
            try await rig.statusShows("the watch") { ($0["watch"]?["folders"]?.intValue ?? 0) >= folders }
            return daemon
        }

        /// Catches a folder that is filled before it is watched, and told of by no event.
        @Test
        func foldersMadeDeepAndFast() async throws {
            try await withRig { rig in
                try await Self.start(rig)
                let trees = (1...6).map { tree in (1...3).map { "tree\(tree)/\($0)/b/c/d/gull" } }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for names in trees {
                        group.addTask {
                            for name in names {
                                let folder = "\(rig.workspace.inbox)/\(name.dropLast(5))"
                                let made = try await rig.finish("/bin/mkdir", ["-p", folder])
                                #expect(made.exit == .code(0))
                                try rig.dropEach([name])
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                try await rig.deliveredEach(trees.flatMap { $0 })
            }
        }

        /// Catches prompts that are lost with the events that the kernel had no room for.
        @Test
        func anOverflowLosesNothing() async throws {
            let text = try Files.text("/proc/sys/fs/inotify/max_queued_events")
            let limit = try #require(Int(text.filter { $0.isNumber }))
            try await withRig { rig in
                let daemon = try await Self.start(rig)
                daemon.send(SIGSTOP)
                try await waiting(until: "the stop") { try Files.text("/proc/\(daemon.pid)/stat").contains(") T ") }
                let (one, other) = ("\(rig.workspace.inbox)/.one", "\(rig.workspace.inbox)/.other")
                try Files.write("", to: one)
                for _ in 0...(limit / 4) {
                    try Files.move(one, other)
                    try Files.move(other, one)
                }
                let ways = [Way.renamedIn, .written, .hardLinked, .withDeepFolder, .intoNewFolders]
                var names: [Way: String] = [:]
                for way in ways { names[way] = try await way.drop(rig) }
                try Files.remove(one)
                daemon.send(SIGCONT)
                for (way, name) in names { try await rig.delivered(name, prompt: way.prompt) }
                try await rig.inboxHolds()
                #expect(try rig.log.contains("events were lost"), "the queue did not overflow")
                #expect(try rig.sandbox.ledger().accepted == ways.count)
            }
        }
    }
}
