import GRDB

/// The journal as it was at one moment, to be put back later: what a restored backup does.
struct JournalSnapshot: Sendable {
    private let files: [(name: String, bytes: [UInt8])]

    private static let main = "journal.sqlite"
    private static let log = "journal.sqlite-wal"

    /// Copies the journal in the folder `state`; nothing may be writing to it.
    init(_ state: String) throws {
        self.files = try [Self.main, Self.log].compactMap { name in
            try Files.read("\(state)/\(name)").map { (name, $0) }
        }
    }

    /// Puts the copy in the place of the journal that is there.
    func restore(to state: String) throws {
        try Self.remove(from: state)
        for (name, bytes) in self.files { try Files.write(bytes, to: "\(state)/\(name)") }
    }

    /// Removes the journal, as somebody does who thinks that it is a cache.
    static func remove(from state: String) throws {
        for name in try Files.names(in: state) ?? [] where name.hasPrefix("journal") {
            try Files.remove("\(state)/\(name)")
        }
    }

    static func path(in state: String) -> String { "\(state)/\(Self.main)" }

    /// Brings everything into the main file, so that damage to it is damage to what counts.
    static func gather(in state: String) throws {
        let database = try DatabaseQueue(path: Self.path(in: state))
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try database.close()
        for name in try Files.names(in: state) ?? [] where name.hasPrefix("\(Self.main)-") {
            try Files.remove("\(state)/\(name)")
        }
    }
}
