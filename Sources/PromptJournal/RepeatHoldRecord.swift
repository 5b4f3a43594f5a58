import Foundation
import GRDB
import PromptCore

/// A held repeat as the table has it.
struct RepeatHoldRecord: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "repeat_hold"

    /// The columns' names, which are the file's and not the program's.
    enum CodingKeys: String, CodingKey {
        case source = "source"
        case inode = "inode"
        case birth = "birth"
        case phase = "phase"
    }

    let source: Data
    /// SQLite has no unsigned numbers: the same 64 bits.
    let inode: Int64
    let birth: Int64?
    let phase: String

    init(_ hold: RepeatHold, of source: PromptPath) {
        self.source = Data(source.bytes)
        self.inode = Int64(bitPattern: hold.inode)
        self.birth = hold.birth
        self.phase = hold.phase.rawValue
    }

    func hold() throws(JournalError) -> (source: PromptPath, hold: RepeatHold) {
        guard let source = PromptPath(bytes: Array(self.source)), let phase = RepeatHold.Phase(rawValue: self.phase)
        else {
            throw JournalError(.damaged, "a held repeat cannot be read")
        }
        return (source, RepeatHold(inode: UInt64(bitPattern: self.inode), birth: self.birth, phase: phase))
    }
}
