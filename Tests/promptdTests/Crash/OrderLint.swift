/// Reads the order in which one job's life reached the disk and the network, and says where it breaks a rule.
///
/// A crash at the wrong moment shows what a wrong order leads to; this shows the wrong order itself, in a run in which
/// nothing goes wrong, and names the flush that is missing.
struct OrderLint {
    enum Rule: String, CaseIterable, Sendable {
        case claimIsDurable = "the claim's rename is flushed before the POST"
        case intentIsDurable = "the journal is flushed before the POST"
        case markIsDurable = "the mark in staging is flushed before the POST"
        case answerIsDurable = "the journal is flushed after the POST and before the first question about it"
        case filesAreDurable = "every staged file is flushed before its folder is shown"
        case namesAreDurable = "the staging folder is flushed before it is shown"
        case visibleIsFinal = "nothing changes in a visible folder"
        case resultIsDurable = "the outbox is flushed before the journal says published"
        case publishedIsDurable = "the journal says published, flushed, before the claimed file goes"
        case onePost = "there is one POST"
    }

    let workspace: Workspace
    private let operations: [TracedOperation]
    private(set) var broken: Set<Rule> = []

    /// Reads the operations of one run on one prompt that was delivered as `name`.
    init(_ operations: [TracedOperation], _ workspace: Workspace, name: String) {
        self.workspace = workspace
        self.operations = operations.filter { $0.result >= 0 || $0.kind == .net }
        self.check(name)
    }

    private mutating func check(_ name: String) {
        let posts = self.indices { $0.kind == .net && $0.head.hasPrefix("POST /v1/models/") }
        let shown = self.indices { $0.call.hasPrefix("rename") && $0.to == "\(self.workspace.outbox)/\(name)" }
        let claims = self.indices { $0.call.hasPrefix("rename") && $0.to == self.workspace.file(name, "working") }
        guard let post = posts.first, posts.count == 1 else {
            self.broken.insert(.onePost)
            return
        }
        self.checkSubmission(post, claims.first)
        if let show = shown.first { self.checkPublication(show, name) }
    }

    private mutating func checkSubmission(_ post: Int, _ claim: Int?) {
        self.require(
            .claimIsDurable,
            claim.map { self.isFlushed(self.workspace.inbox, between: $0, and: post) } ?? false
        )
        let mark = self.indices { $0.path.hasSuffix("/.submitted") && $0.call.hasPrefix("open") }.first { $0 < post }
        let folder = mark.map { String(self.operations[$0].path.dropLast("/.submitted".count)) }
        let isMarked = mark.flatMap { mark in folder.map { self.isFlushed($0, between: mark, and: post) } }
        self.require(.markIsDurable, isMarked ?? false)
        // What was written before the claim's rename tells of the claim, and not of the submission.
        self.require(.intentIsDurable, self.isJournalFlushed(between: claim ?? post, and: post))
        let question =
            self.indices { $0.head.hasPrefix("GET /v1/requests/") }.first { $0 > post } ?? self.operations.endIndex
        let writes = self.journalWrites.filter { $0 > post && $0 < question }
        let isAnswered = writes.last.map { self.isJournalFlushed(between: $0, and: question) } ?? false
        self.require(.answerIsDurable, isAnswered)
    }

    private mutating func checkPublication(_ show: Int, _ name: String) {
        let staging = self.operations[show].path
        let inside = "\(staging)/"
        var dirty: Set<String> = []
        var isListDirty = false
        for operation in self.operations[..<show] {
            switch operation.kind {
            case .data where operation.path.hasPrefix(inside): dirty.insert(operation.path)
            case .sync:
                dirty.remove(operation.path)
                if operation.path == staging { isListDirty = false }
            case .meta where operation.path.hasPrefix(inside):
                isListDirty = true
                if operation.call.hasPrefix("rename"), dirty.remove(operation.path) != nil {
                    dirty.insert(operation.to)
                }
                if operation.call.hasPrefix("unlink") { dirty.remove(operation.path) }
            case .data, .meta, .net: break
            }
        }
        self.require(.filesAreDurable, dirty.isEmpty)
        self.require(.namesAreDurable, !isListDirty)
        let visible = "\(self.workspace.outbox)/\(name)/"
        let changes = self.operations[show...].contains {
            ($0.kind == .data || $0.kind == .meta) && ($0.path.hasPrefix(visible) || $0.to.hasPrefix(visible))
        }
        self.require(.visibleIsFinal, !changes)
        let write = self.journalWrites.first { $0 > show } ?? self.operations.endIndex
        self.require(.resultIsDurable, self.isFlushed(self.workspace.outbox, between: show, and: write))
        let removal = self.indices {
            $0.call.hasPrefix("unlink") && $0.path == self.workspace.file(name, "working")
        }.first
        let isPublished = removal.map { self.isJournalFlushed(between: write, and: $0) } ?? false
        self.require(.publishedIsDurable, isPublished)
    }

    private mutating func require(_ rule: Rule, _ holds: Bool) {
        if !holds { self.broken.insert(rule) }
    }

    private func indices(where matches: (TracedOperation) -> Bool) -> [Int] {
        self.operations.indices.filter { matches(self.operations[$0]) }
    }

    private func isFlushed(_ path: String, between first: Int, and last: Int) -> Bool {
        first < last && self.operations[first..<last].contains { $0.kind == .sync && $0.path == path }
    }

    private var wal: String { "\(self.workspace.state)/journal.sqlite-wal" }

    private var journalWrites: [Int] { self.indices { $0.kind == .data && $0.path == self.wal } }

    private func isJournalFlushed(between first: Int, and last: Int) -> Bool {
        guard first < last, let write = self.journalWrites.last(where: { $0 >= first && $0 < last }) else {
            return false
        }
        return self.isFlushed(self.wal, between: write, and: last)
    }
}
