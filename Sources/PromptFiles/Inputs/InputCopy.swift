import Crypto
import PromptCore
import SystemPackage

/// The copy of a prompt's file in its job's folder.
package final class InputCopy: BodySource {
    /// What its bytes say.
    package struct Facts: Equatable, Sendable {
        /// Lower-case hexadecimal.
        package var sha256: String
        package var bytes: Int64
        /// `nil` if it is of no kind that promptd knows.
        package var mediaType: String?
        package var width: Int?
        package var height: Int?
        /// Why it is not whole; `nil` if it is, as far as can be told.
        package var damage: String?
    }

    private let file: OpenFile
    package let count: Int64

    init(file: OpenFile, count: Int64) {
        (self.file, self.count) = (file, count)
    }

    /// Writes a part of it, in order, before ``finish()``.
    package func write(_ bytes: [UInt8], at offset: Int64) throws(FileError) { try self.file.write(bytes, at: offset) }

    /// Puts it on disk, and reads it again: what is told is what is there, and what will be sent.
    package func finish() throws(FileError) -> Facts {
        try self.file.flush()
        return try Facts(of: self.file)
    }

    /// Lower-case hexadecimal.
    package func sha256() throws(FileError) -> String { try Self.sha256(of: self.file) }

    /// Lower-case hexadecimal.
    static func sha256(of file: OpenFile) throws(FileError) -> String {
        StagedFile.hexadecimal(try StagedFile.hash(file, count: file.status().size).finalize())
    }

    package func read(count: Int, at offset: Int64) async throws -> [UInt8] {
        let file = self.file
        return try await Blocking.run(.outbox) { try file.read(count: count, at: offset) }
    }
}
