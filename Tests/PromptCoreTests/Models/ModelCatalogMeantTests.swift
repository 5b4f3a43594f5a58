import Testing

@testable import PromptCore

struct ModelCatalogMeantTests {
    private static let catalog = ModelCatalog(
        [
            (
                "bytedance/seedream-4-0/sequential", "Seedream 4.0 Sequential",
                "models/bytedance/seedream-4-0/sequential"
            ),
            ("bytedance/seedream-4-5/sequential", "Seedream 4.5 Sequential", nil),
            ("minimax/Hailuo Video 01 Live", "Hailuo 01 Live", "models/minimax/hailuo-video-01-live-page"),
            ("google/nano-banana-2/edit", "Nano Banana", nil), ("google/nano-banana-2", "Nano Banana", nil),
        ].compactMap { id, name, page in
            ModelID(id).map { ModelDescription(id: $0, displayName: name, page: page) }
        }
    )

    /// Catches a person who is told that there is no such model though it is clear which one is meant.
    @Test(arguments: [
        ("bytedance/seedream-4-5/sequential", "bytedance/seedream-4-5/sequential"),
        ("https://www.runcomfy.com/models/bytedance/seedream-4-5/sequential", "bytedance/seedream-4-5/sequential"),
        ("https://www.runcomfy.com/models/google/nano-banana-2/api?x=1#y", "google/nano-banana-2"),
        ("/models/google/nano-banana-2/edit/playground", "google/nano-banana-2/edit"),
        ("bytedance/sedream-4-5/sequentail", "bytedance/seedream-4-5/sequential"),
        ("ByteDance/Seedream_4_0/Sequential", "bytedance/seedream-4-0/sequential"),
        ("seedream 4.5 sequential", "bytedance/seedream-4-5/sequential"),
        ("https://www.runcomfy.com/models/minimax/hailuo-video-01-live-page", "minimax/Hailuo Video 01 Live"),
        ("minimax/Hailuo%20Video%2001%20Live", "minimax/Hailuo Video 01 Live"),
    ])
    func isClear(_ text: String, _ id: String) {
        #expect(Self.catalog.meant(by: text)?.id.rawValue == id)
    }

    /// Catches a model that nobody has named, or one of two of the same name.
    @Test(arguments: ["", "/", "flux", "https://example.org", "nano banana", String(repeating: "a", count: 501)])
    func isNotClear(_ text: String) {
        #expect(Self.catalog.meant(by: text) == nil)
    }

    /// Catches a prompt with a slip in its model's id that is only told what else there is.
    @Test(arguments: [
        #"{"prompt":"a","promptd":{"model":"google/nano-banana-2/edt"}}"#,
        #"{"prompt":"a","promptd":{"model":"https://www.runcomfy.com/models/google/nano-banana-2/edit/api"}}"#,
    ])
    func aPromptIsTold(_ prompt: String) {
        let rules = PromptRules(
            models: [.init(.seedreamSequential), .init("google/*/edit")].compactMap { $0 },
            catalog: Self.catalog
        )
        let none = PromptRules(models: rules.models)
        for (rules, isTold) in [(rules, true), (none, false)] where isTold || prompt.contains("https") {
            let rejection = #expect(throws: Rejection.self) { try Prompt.decode(Array(prompt.utf8), rules: rules) }
            #expect(rejection?.problems.contains { $0.hint.contains("google/nano-banana-2/edit") } == isTold)
        }
    }
}
