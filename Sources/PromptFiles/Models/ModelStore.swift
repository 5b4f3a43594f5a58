package import PromptCore

/// Where descriptions of models are kept between two starts: one file in the state folder, which is nobody else's.
///
/// Whatever is wrong with it costs no more than another question to the API.
package struct ModelStore: Sendable {
    package static let fileName = FileName(fixed: "models.ndjson")
    /// Bytes that are read: the whole catalog of 2026 with its schemas has about two millions.
    static let largest = 64 << 20

    private let folder: String

    /// The store in the state folder `folder`.
    package init(in folder: String) {
        self.folder = folder
    }

    /// What is kept; nothing if nobody has kept anything.
    package func read() throws(FileError) -> StoredModels {
        try Self.read(try OpenDirectory(at: self.folder))
    }

    private static func read(_ folder: OpenDirectory) throws(FileError) -> StoredModels {
        do {
            return StoredModels(reading: try folder.read(Self.fileName, limit: Self.largest).bytes)
        } catch let error where error.kind == .missing {
            return StoredModels()
        }
    }

    /// Removes what a power cut in the middle of ``add(_:)`` has left; for the daemon's start.
    package func removeLeftovers() throws(FileError) {
        try OpenDirectory(at: self.folder).removeTemporary(of: Self.fileName)
    }

    /// Keeps these beside what is there.
    ///
    /// Two at a time may lose what one of them has brought: it is fetched again.
    package func add(_ models: StoredModels) throws(FileError) {
        let folder = try OpenDirectory(at: self.folder)
        try folder.replace(Self.fileName, with: try Self.read(folder).adding(models).file, .content)
    }
}
