import FoundationEssentials
import PromptCore
import Testing

@testable import Sandbox

/// A file's path that nothing is at, and nothing after `body` either.
func withTemporaryPath(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(component: "sandbox-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
}

@Suite struct LedgerTests {
    private static let settings = SandboxSettings(imageSeconds: 10, slots: 1, price: USD(micros: 35_000))

    /// Killed and started again: every request stands where its age says, and the sums are the same.
    @Test func aNewStoreKnowsAllTheOldOneDid() async throws {
        try await withTemporaryPath { path in
            var settings = Self.settings
            settings.ledger = path
            let model = try #require(Catalog.standard.models.first)
            let start = Moment(milliseconds: 1_800_000_000_000)
            var ids: [String] = []
            var totals = LedgerTotals()
            do {
                let store = try SandboxStore(settings: settings, now: { start })
                for _ in 0..<4 { ids.append(try store.accept(RawClient.input(), model: model, fault: nil)) }
                try store.refuse("junk", model: "m", status: 422, message: "no", fault: nil)
                #expect(try store.cancel(ids[1]) == true)
                #expect(try store.cancel(ids[0]) == false)
                #expect(try store.cancel("nobody") == nil)
                try store.fail(ids[3], message: "broken", isCharged: false)
                try store.tokenLeaked(path: "/files/x", requestID: "x")
                totals = store.ledger(limit: 0).totals
            }
            let store = try SandboxStore(settings: settings, now: { start.advanced(bySeconds: 25) })
            #expect(store.ledger(limit: 0).totals == totals)
            let standings = ids.map { store.snapshot(of: $0)?.standing }
            #expect(
                standings == [
                    .completed(at: start.advanced(bySeconds: 20)), .cancelled(at: start), .running,
                    .failed(message: "broken", at: start),
                ]
            )
            #expect(Set(ids + [try store.accept(RawClient.input(), model: model, fault: nil)]).count == 5)
        }
    }

    @Test func sumsWhatIsCharged() throws {
        let store = try SandboxStore(settings: Self.settings)
        let model = try #require(Catalog.standard.models.first)
        let ids = try (0..<5).map { _ in try store.accept(RawClient.input(images: 3), model: model, fault: nil) }
        #expect(try store.cancel(ids[4]) == true)
        try store.fail(ids[2], message: "no", isCharged: false)
        try store.fail(ids[3], message: "no", isCharged: true)
        let totals = try APIValue(parsing: try JSONText.bytes(of: store.ledger(limit: 0).totals))
        #expect(
            totals == [
                "submissions_accepted": .integer(5), "submissions_refused": .integer(0), "images_charged": .integer(9),
                "usd_charged": .number(0.315), "cancelled": .integer(1), "token_leaks": .integer(0),
            ]
        )
        #expect(store.snapshot(of: ids[2])?.submission.usd == USD(micros: 0))
        #expect(store.snapshot(of: ids[3])?.submission.usd == USD(micros: 105_000))
    }

    /// A process killed while it writes leaves half a line; the next must neither stumble over it nor write behind it.
    @Test func halfALineIsRemoved() async throws {
        try await withTemporaryPath { path in
            let entry = LedgerEntry(.settings, at: Moment(milliseconds: 1))
            do {
                let (file, entries) = try LedgerFile.open(path: path)
                #expect(entries.isEmpty)
                try file.append(entry)
            }
            let whole = try Data(contentsOf: URL(filePath: path))
            try (whole + whole.prefix(9)).write(to: URL(filePath: path))
            let (file, entries) = try LedgerFile.open(path: path)
            #expect(entries == [entry])
            try file.append(entry)
            #expect(try Data(contentsOf: URL(filePath: path)) == whole + whole)
        }
    }

    @Test func anotherFileIsNotTakenForALedger() async throws {
        try await withTemporaryPath { path in
            try Data("{}\nnotes\n".utf8).write(to: URL(filePath: path))
            let error = #expect(throws: SandboxError.self) { try LedgerFile.open(path: path) }
            #expect(error?.code == .ledger)
            #expect(error?.message.contains("Line 1") == true)
            #expect(throws: SandboxError.self) { try LedgerFile.open(path: path + "/no/such/folder") }
            // Reading it would never end.
            #expect(throws: SandboxError.self) { try LedgerFile.open(path: "/dev/zero") }
        }
    }
}
