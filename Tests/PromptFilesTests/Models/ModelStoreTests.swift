import Foundation
import PromptCore
import Testing

@testable import PromptFiles

struct ModelStoreTests {
    private static let time = Date(timeIntervalSince1970: 1_796_000_000)

    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "models-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
        try body(folder)
    }

    /// Catches a store that forgets what it had when something is added, or that cannot begin.
    @Test func keepsWhatIsAdded() throws {
        try Self.inFolder { folder in
            let store = ModelStore(in: folder)
            #expect(try store.read() == StoredModels())
            let other = ModelDescription(id: try #require(ModelID("a/b")))
            try store.add(StoredModels([StoredModel(.seedreamSequential, fetched: Self.time)], listed: Self.time))
            try store.add(StoredModels([StoredModel(other, fetched: Self.time)]))
            let read = try store.read()
            #expect(read.models.map(\.model) == [other, .seedreamSequential] && read.listed == Self.time)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["models.ndjson"])
        }
    }

    /// Catches a file that is no store and stops promptd from ever keeping anything again.
    @Test func aDamagedFileIsReplaced() throws {
        try Self.inFolder { folder in
            let store = ModelStore(in: folder)
            try Data("rubbish".utf8).write(to: URL(filePath: "\(folder)/models.ndjson"))
            #expect(try store.read().unreadable == 1)
            let models = StoredModels([StoredModel(.seedreamSequential, fetched: Self.time)])
            try store.add(models)
            #expect(try store.read() == models)
        }
    }
}
