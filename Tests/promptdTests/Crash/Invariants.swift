import ImageFormats
import PromptCore
import PromptTesting

/// Holds a workspace against the account book.
///
/// It judges from the outside: folders, files, the journal's rows and the ledger, never what the daemon says of itself.
struct Invariants {
    private let scene: Scene
    /// The submissions of the scene's prompts.
    private let ledger: [Ledger.Submission]
    private let log: String
    private var broken: [Invariant.Broken] = []

    private init(_ scene: Scene, ledger: [Ledger.Submission], log: String) {
        self.scene = scene
        self.ledger = ledger
        self.log = log
    }

    /// What must hold at any instant, also right after a crash.
    static func always(
        _ scene: Scene,
        ledger: [Ledger.Submission],
        log: String = ""
    ) throws -> [Invariant.Broken] {
        var check = Invariants(scene, ledger: ledger, log: log)
        try check.checkAlways()
        return check.broken
    }

    /// What must hold when a daemon without trouble has done all there is to do.
    static func afterwards(
        _ scene: Scene,
        ledger: [Ledger.Submission],
        log: String = ""
    ) throws -> [Invariant.Broken] {
        var check = Invariants(scene, ledger: ledger, log: log)
        try check.checkEnd()
        return try Self.always(scene, ledger: ledger, log: log) + check.broken
    }

    private mutating func found(_ invariant: Invariant, _ what: String) {
        self.broken.append(.init(invariant: invariant, what: what))
    }

    private func charged(_ drop: Scene.Drop) -> [Ledger.Submission] {
        self.ledger.filter { $0.isCharged && $0.text.contains(drop.mark) }
    }

    // MARK: Always

    private mutating func checkAlways() throws {
        let journal = try JournalCopy(self.scene.workspace.state)
        if let problem = journal?.problem { self.found(.journal, problem) }
        for drop in self.scene.drops {
            let charged = self.charged(drop)
            if charged.count > 1 { self.found(.paidOnce, "\(drop.name) was charged \(charged.count) times") }
            let states = journal?.states(of: drop.name) ?? []
            if !charged.isEmpty, states.allSatisfy({ $0 == "claiming" || $0 == "claimed" }) {
                self.found(.intent, "\(drop.name) is charged, and the journal has \(states)")
            }
        }
        for name in try self.scene.workspace.results() where !name.hasPrefix(".") { try self.checkFolder(name) }
        try self.checkSecret()
    }

    /// Everything a sidecar names is there, byte for byte, and nothing else is.
    private mutating func checkFolder(_ name: String) throws {
        let path = "\(self.scene.workspace.outbox)/\(name)"
        guard let drop = self.drop(of: name), let bytes = try Files.read("\(path)/metadata.json"),
            let sidecar = Self.parsed(bytes)
        else {
            self.found(.whole, "\(name) has no sidecar, or is nobody's: \(try Files.names(in: path) ?? [])")
            return
        }
        let problems = try PublishedSchema.metadata.problems(in: sidecar)
        if !problems.isEmpty { self.found(.whole, "\(name)/metadata.json: \(problems)") }
        var expected = ["metadata.json", "\(drop.name).prompt.json"]
        for file in sidecar["files"]?.elements ?? [] {
            guard let fileName = file.text("file") else { continue }
            expected.append(fileName)
            if let problem = try self.problem(of: "\(path)/\(fileName)", file) { self.found(.whole, problem) }
        }
        let inputs = sidecar["inputs"]?.elements ?? []
        for input in inputs {
            guard let fileName = input.text("file") else { continue }
            if let problem = try self.problem(of: "\(path)/\(fileName)", input) { self.found(.whole, problem) }
        }
        if inputs.count != drop.files.count {
            self.found(.whole, "\(name) has \(inputs.count) of the files it was made of")
        }
        if expected.count < 3 { self.found(.whole, "\(name) has no images") }
        if !inputs.isEmpty { expected.append("inputs") }
        let names = try Files.names(in: path) ?? []
        if names != expected.sorted() { self.found(.whole, "\(name) holds \(names), not \(expected.sorted())") }
        if try Files.read("\(path)/\(drop.name).prompt.json") != Array(drop.content.utf8) {
            self.found(.whole, "\(name) holds another prompt than was dropped")
        }
        let requestID = sidecar.text("request_id")
        if !self.charged(drop).contains(where: { $0.requestID == requestID }) {
            self.found(.whole, "\(name) is of a request that was not charged for it: \(requestID ?? "none")")
        }
    }

    private func problem(of path: String, _ file: JSONValue) throws -> String? {
        guard let bytes = try Files.read(path) else { return "\(path) is missing" }
        guard file["bytes"]?.intValue == bytes.count else { return "\(path) has \(bytes.count) bytes" }
        guard SHA256Sum.text(bytes) == file.text("sha256") else { return "\(path) has another hash" }
        let facts = ImageInspection.inspect(size: Int64(bytes.count)) { offset, count in
            Array(bytes.dropFirst(Int(offset)).prefix(count))
        }
        guard case .complete = facts else { return "\(path) is no whole picture" }
        return nil
    }

    private func drop(of folder: String) -> Scene.Drop? {
        self.scene.drops.first { folder == $0.name || folder.hasPrefix("\($0.name)-") }
    }

    private mutating func checkSecret() throws {
        let token = Array(Rig.token.utf8)
        let workspace = self.scene.workspace
        for folder in [workspace.inbox, workspace.outbox, workspace.state] {
            for file in try Files.tree(folder) {
                let bytes = try Files.read("\(folder)/\(file)") ?? []
                if bytes.firstRange(of: token) != nil { self.found(.secret, file) }
            }
        }
        if self.log.contains(Rig.token) { self.found(.secret, "the log") }
    }

    // MARK: At the end

    private mutating func checkEnd() throws {
        let waiting = try self.scene.workspace.waiting()
        let results = try self.scene.workspace.results()
        var explained: [String] = []
        for drop in self.scene.drops {
            let folders = results.filter { self.drop(of: $0)?.name == drop.name }
            let files = waiting.filter { $0.hasPrefix("\(drop.name).") }
            explained += try self.checkDrop(drop, folders, files) + drop.sharedFiles
        }
        let expected = explained.sorted()
        if waiting != expected { self.found(.noDebris, "the inbox holds \(waiting), not \(expected)") }
        let hidden = results.filter { $0.hasPrefix(".") }
        if !hidden.isEmpty { self.found(.noDebris, "the outbox holds \(hidden)") }
        let state = try Files.names(in: self.scene.workspace.state) ?? []
        let own = [
            "inbox.marker", "journal.sqlite", "journal.sqlite-journal", "journal.sqlite-shm", "journal.sqlite-wal",
            "lock", "models.ndjson",
            "outbox.marker",
        ]
        if !state.allSatisfy(own.contains) { self.found(.noDebris, "the state folder holds \(state)") }
    }

    /// - Returns: the files that the prompt may have left in the inbox.
    private mutating func checkDrop(
        _ drop: Scene.Drop,
        _ folders: [String],
        _ files: [String]
    ) throws -> [String] {
        let charged = self.charged(drop)
        guard folders.isEmpty else {
            if folders.count > 1 { self.found(.onePlace, "\(drop.name) was delivered as \(folders)") }
            if !files.isEmpty { self.found(.onePlace, "\(drop.name) is delivered, and the inbox has \(files)") }
            try self.checkEnd(of: drop) { record in
                record.text("outcome") == "delivered" && folders.contains(record.text("folder") ?? "")
            }
            return []
        }
        let pair = ["\(drop.name).error.json", "\(drop.name).failed.json"] + drop.ownFiles
        guard files == pair, let explanation = try self.explanation(drop) else {
            self.found(.nothingLost, "\(drop.name) is not delivered, and the inbox has \(files)")
            if !charged.isEmpty { self.found(.paidIsHeld, "\(drop.name) was charged") }
            return []
        }
        self.checkExplanation(explanation, drop, charged)
        try self.checkEnd(of: drop) { record in
            record["error"] == explanation["error"] && record["job_id"] == explanation["job_id"]
                && record["may_have_been_charged"] == explanation["may_have_been_charged"]
        }
        return pair
    }

    private mutating func checkEnd(of drop: Scene.Drop, _ isRight: (JSONValue) -> Bool) throws {
        let path = "\(self.scene.workspace.inbox)/.promptd/ends/\(drop.name).json"
        guard let bytes = try Files.read(path), let record = Self.parsed(bytes) else {
            return self.found(.end, "\(drop.name) has no record")
        }
        let problems = try PublishedSchema.end.problems(in: record)
        if !problems.isEmpty { self.found(.end, "\(drop.name): \(problems)") }
        if !isRight(record) {
            self.found(.end, "\(drop.name) has not ended as \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func explanation(_ drop: Scene.Drop) throws -> JSONValue? {
        try Files.read(self.scene.workspace.file(drop.name, "error")).flatMap(Self.parsed)
    }

    /// A charged prompt may only end as one of whose charge its owner is told.
    private mutating func checkExplanation(
        _ explanation: JSONValue,
        _ drop: Scene.Drop,
        _ charged: [Ledger.Submission]
    ) {
        let code = explanation.text("error", "code") ?? "none"
        guard let request = charged.first else { return }
        if explanation["may_have_been_charged"] != .bool(true) {
            self.found(.paidIsHeld, "\(drop.name) was charged, and ended as \(code) as if it had not been")
        }
        let isNamed = explanation.text("request_id") == request.requestID
        if !isNamed, code != "unconfirmed", code != "unknown_history" {
            self.found(.paidIsHeld, "\(drop.name) ended as \(code) without its request's id")
        }
    }

    private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            return nil
        }
    }
}
