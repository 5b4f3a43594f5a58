import PromptTesting

@testable import PromptCore

extension JobWorld {
    private static let mostDrops = 8

    /// A new prompt appears under the name.
    func drop(_ path: Int) {
        guard let file = self.newPrompt(path) else { return }
        self.disk.create(.prompt(path), .prompt(file), isFlushed: true, in: SimulatedDisk.inbox)
        self.ownersFiles.insert(self.disk.nodes.count - 1)
        self.putPicture(file, path)
    }

    private func newPrompt(_ path: Int) -> PromptFile? {
        guard self.dropCount < Self.mostDrops else { return nil }
        self.dropCount += 1
        self.textCount += 1
        if let more = self.newMore(path) { return more }
        let kind = self.random.pick(PromptFile.Kind.good, .good, .good, .good, .good, .good, .ownModel, .invalid)
        let isUnreadable = kind == .invalid && self.random.happens(50)
        var file = PromptFile(drop: self.dropCount, text: self.textCount, kind: isUnreadable ? .unreadable : kind)
        if self.layout.hasMore, kind == .good { file.hasPicture = self.random.happens(40) }
        return file
    }

    /// Somebody reads why nothing is submitted any more, and lets it go on.
    func resume() {
        guard self.book.resumed() else { return }
        self.unansweredInARow = 0
        self.note(.ownerResumes)
    }

    /// An owner does something to one of the files.
    func actAsOwner() {
        if self.layout.hasMore, self.random.happens(50) { return self.retryStep() }
        let path = Int.random(in: 0..<self.layout.tops, using: &self.random)
        let inbox = SimulatedDisk.inbox
        if self.disk.has(.working(path), in: inbox) {
            switch Int.random(in: 0..<4, using: &self.random) {
            case 0: self.delete(.working(path))
            case 1 where !self.disk.has(.prompt(path), in: inbox):
                self.note(.ownerDropsAnother)
                self.drop(path)
            default:
                guard !self.disk.has(.cancel(path), in: inbox) else { return }
                self.note(.ownerCancels)
                self.disk.rename(.working(path), to: .cancel(path), in: inbox)
            }
        } else if !self.disk.has(.prompt(path), in: inbox) {
            for name in [DiskName.failed(path, 1), .cancelled(path, 1)] where self.disk.has(name, in: inbox) {
                return self.tryAgain(name, path)
            }
        }
    }

    private func delete(_ name: DiskName) {
        self.note(.ownerDeletes)
        if let node = self.disk.node(name, in: SimulatedDisk.inbox) { self.ownersFiles.remove(node) }
        self.disk.remove(name, in: SimulatedDisk.inbox)
    }

    /// Renames an ended prompt back, as it is or edited: a new drop.
    private func tryAgain(_ name: DiskName, _ path: Int) {
        guard let node = self.disk.node(name, in: SimulatedDisk.inbox), self.dropCount < Self.mostDrops,
            case .prompt(var file) = self.disk.nodes[node].content, self.takesMany(file, path)
        else { return }
        if self.random.happens(40) {
            self.note(.ownerEdits)
            self.delete(name)
            return self.drop(path)
        }
        self.note(file.kind == .many ? .ownerMendsRows : .ownerRetries)
        self.dropCount += 1
        file.drop = self.dropCount
        self.disk.nodes[node].content = .prompt(file)
        self.disk.rename(name, to: .prompt(path), in: SimulatedDisk.inbox)
    }
}
