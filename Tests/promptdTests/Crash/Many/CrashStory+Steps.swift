import Foundation
import PromptCore
import PromptTesting

extension CrashStory {
    /// A prompt whose result goes on to a next step.
    static let steps = Self(
        name: "two steps",
        scene: Self.stepScene,
        charged: Self.stepCharged,
        broken: Self.stepBroken,
        step: 12
    )

    private static func stepScene(_ mark: String) throws -> Scene {
        var drop = Scene.Drop("boat", mark: mark)
        drop.content = """
            {"text": "Generate 1 image of \(mark)first.", "sequential_image_generation_options": 1, "promptd": {"then": \
            [{"model": "bytedance/seedream-4-0/edit-sequential", "text": "Generate 1 image of \(mark)second.", \
            "images": ["$result[1]"], "sequential_image_generation_options": 1}]}}
            """
        return try Scene([drop], flags: ["--models", "bytedance/*"])
    }

    private static func stepCharged(_ scene: Scene, _ submissions: [Ledger.Submission]) -> [Int] {
        ["first", "second"].map { step in
            submissions.count { $0.isCharged && $0.text.contains("\(scene.drops[0].mark)\(step)") }
        }
    }

    /// What is not as it has to be when all is done.
    private static func stepBroken(_ scene: Scene, _ submissions: [Ledger.Submission], _ isCopied: Bool) throws
        -> [Invariant.Broken]
    {
        var broken: [Invariant.Broken] = []
        func found(_ invariant: Invariant, _ what: String) {
            broken.append(.init(invariant: invariant, what: what))
        }
        let charged = Self.stepCharged(scene, submissions)
        if charged.contains(where: { $0 > 1 }) { found(.paidOnce, "\(charged)") }
        let (results, waiting) = (try scene.workspace.results(), try scene.workspace.waiting())
        for result in results {
            do { _ = try Rig.checkWhole("\(scene.workspace.outbox)/\(result)") } catch { found(.whole, "\(error)") }
        }
        // One that was killed while it was sent may have been charged: it waits for a person, and so does what follows.
        let failed = waiting.filter { $0.hasSuffix(".failed.json") }.map { "\($0.dropLast(12))" }
        let picture = failed == ["boat-step2"] ? ["boat-step2.1.png"] : []
        switch (results, failed) {
        case (["boat", "boat-step2"], []), (["boat"], ["boat-step2"]), ([], ["boat"]): break
        default: found(.onePlace, "the outbox holds \(results), the inbox \(waiting)")
        }
        let expected = picture + failed.flatMap { ["\($0).error.json", "\($0).failed.json"] }
        let isKept = isCopied && failed.isEmpty && waiting == ["boat-step2.1.png"]
        if waiting != expected.sorted(), !isKept { found(.noDebris, "the inbox holds \(waiting)") }
        if results.count == 2 {
            let first = try Files.tree("\(scene.workspace.outbox)/boat").first { $0.hasPrefix("boat-1.") } ?? ""
            let made = try Files.read("\(scene.workspace.outbox)/boat/\(first)")
            let used = try Files.read("\(scene.workspace.outbox)/boat-step2/inputs/boat-step2.1.png")
            if made == nil || made != used { found(.whole, "the step was made of another picture") }
        }
        return broken
    }
}
