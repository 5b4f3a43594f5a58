package import FoundationEssentials

/// The descriptions of models that are kept, as the file has them.
package struct StoredModels: Equatable, Sendable {
    package var models: [StoredModel]
    /// When the catalog gave all that it had; `nil` if it was asked for single models only.
    package var listed: Date?
    /// Lines that could not be read, and are left out.
    package var unreadable: Int

    package init(_ models: [StoredModel] = [], listed: Date? = nil) {
        self.models = models
        self.listed = listed
        self.unreadable = 0
    }

    /// Of the format that the first line names; another one is not read.
    private static let version: Int64 = 1

    private enum Member: String {
        case version = "promptd_models"
        case listed = "listed"
    }

    /// The file's content: a header, and one JSON document a line.
    package var file: [UInt8] {
        var header = [JSONValue.Member(Member.version.rawValue, .number("\(Self.version)"))]
        if let listed { header.append(.init(Member.listed.rawValue, StoredModel.json(listed))) }
        var bytes = JSONValue.object(header).serialized() + [0x0A]
        for model in self.models.sorted(by: { $0.model.id.rawValue < $1.model.id.rawValue }) {
            bytes += model.json.serialized() + [0x0A]
        }
        return bytes
    }

    /// Reads such a file: what can be read of it.
    package init(reading bytes: [UInt8]) {
        self.init()
        let lines = bytes.split(separator: 0x0A)
        guard let first = lines.first else { return }
        let header = try? JSONValue.parse(Array(first))
        guard header?[Member.version.rawValue]?.integerValue == Self.version else {
            self.unreadable = lines.count
            return
        }
        self.listed = header?[Member.listed.rawValue].flatMap(StoredModel.date)
        self.models = lines.dropFirst().compactMap { line in
            (try? JSONValue.parse(Array(line))).flatMap { StoredModel(json: $0) }
        }
        self.unreadable = lines.count - 1 - self.models.count
    }

    /// These beside what is kept, of each model the one that was fetched last.
    package func adding(_ more: StoredModels) -> StoredModels {
        let models = Dictionary((self.models + more.models).map { ($0.model.id, $0) }) { old, new in
            old.fetched > new.fetched ? old : new
        }
        return StoredModels(Array(models.values), listed: [self.listed, more.listed].compactMap { $0 }.max())
    }
}
