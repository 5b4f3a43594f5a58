import Foundation
import PromptCore
import PromptTesting

extension CrashStory {
    /// A file with two prompts.
    static let many = Self(
        name: "a file with two prompts",
        scene: Self.manyScene,
        charged: Self.manyCharged,
        broken: Self.manyBroken,
        step: 11
    )

    private static let labels = ["red", "blue"]

    private static func manyScene(_ mark: String) throws -> Scene {
        var drop = Scene.Drop("cars", mark: mark)
        drop.content = """
            {"text": "Generate 1 image of a {{c}} car.", "sequential_image_generation_options": 1, \
            "promptd": {"each": {"c": ["\(mark)red", "\(mark)blue"]}}}
            """
        return try Scene([drop])
    }

    /// How often each of the prompts was charged.
    private static func manyCharged(_ scene: Scene, _ submissions: [Ledger.Submission]) -> [Int] {
        Self.labels.map { label in
            submissions.count { $0.isCharged && $0.text.contains("\(scene.drops[0].mark)\(label)") }
        }
    }

    private static func waiting(_ scene: Scene, isHidden: Bool) throws -> [String] {
        try scene.workspace.waiting().filter { $0.hasPrefix(".") == isHidden }
    }

    /// What is not as it has to be when all is done.
    private static func manyBroken(_ scene: Scene, _ submissions: [Ledger.Submission], _ isCopied: Bool) throws
        -> [Invariant.Broken]
    {
        var broken: [Invariant.Broken] = []
        func found(_ invariant: Invariant, _ what: String) {
            broken.append(.init(invariant: invariant, what: what))
        }
        let charged = Self.manyCharged(scene, submissions)
        if charged.contains(where: { $0 > 1 }) { found(.paidOnce, "\(charged)") }
        let outbox = scene.workspace.outbox
        let files = try Files.tree(outbox).filter { !$0.hasPrefix(".promptd/") }
        let results = files.filter { $0.hasSuffix("/metadata.json") }
        for result in results {
            let folder = "\(outbox)/\(result.dropLast("/metadata.json".count))"
            do { _ = try Rig.checkWhole(folder) } catch { found(.whole, "\(folder): \(error)") }
        }
        guard let report = try Files.read("\(outbox)/cars/report.csv") else {
            found(.end, "there is no report: \(files)")
            return broken
        }
        if files.contains(where: { $0.contains("report-2") || $0.hasPrefix(".") || $0.contains("/.") }) {
            found(.noDebris, "\(files)")
        }
        // Those that were killed while they were sent may have been charged, and are told as that.
        let rows = String(decoding: report, as: UTF8.self).split(separator: "\r\n").dropFirst()
        let unconfirmed = rows.count { $0.contains(",unconfirmed,") }
        let delivered = rows.count { $0.contains(",delivered,") }
        if rows.count != 2 || delivered != results.count || unconfirmed + delivered != 2 {
            found(.onePlace, "\(rows), and the results are \(results)")
        }
        if charged.reduce(0, +) < delivered { found(.whole, "\(delivered) were delivered, \(charged) charged") }
        // The files of those that may have been charged stay, hidden, so that a person can adopt their requests.
        let (hidden, waiting) = (try Self.waiting(scene, isHidden: true), try Self.waiting(scene, isHidden: false))
        if waiting != (unconfirmed == 0 ? [] : ["cars.error.json"]) || hidden.count != 2 * unconfirmed {
            found(.onePlace, "the inbox holds \(waiting) and \(hidden)")
        }
        let end = try Files.read("\(scene.workspace.inbox)/.promptd/ends/cars.json").map { try JSONValue.parse($0) }
        if end?.text("outcome") != (unconfirmed == 0 ? "delivered" : "unconfirmed") {
            found(.end, "\(end.map { "\($0)" } ?? "none")")
        }
        return broken
    }
}
