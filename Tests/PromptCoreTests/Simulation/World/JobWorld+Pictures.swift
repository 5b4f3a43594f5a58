import PromptTesting

@testable import PromptCore

/// Files that lie beside a prompt and go with it.
extension JobWorld {
    /// An owner puts the picture there that the prompt names, in place of an older one.
    func putPicture(_ file: PromptFile, _ path: Int) {
        guard file.hasPicture else { return }
        let inbox = SimulatedDisk.inbox
        if let old = self.disk.node(.picture(path), in: inbox) { self.ownersFiles.remove(old) }
        self.disk.create(.picture(path), .picture(file.text), isFlushed: true, in: inbox)
        self.ownersFiles.insert(self.disk.nodes.count - 1)
    }

    private func picture(_ name: DiskName, in folder: Int) -> Int? {
        guard case .picture(let text) = self.disk.content(name, in: folder) else { return nil }
        return text
    }

    /// Whether the prompt's picture is there, or has been taken.
    func hasPicture(_ worker: Worker) -> Bool {
        let staging = self.disk.subfolder(.staging(worker.path, worker.row.number))
        return self.disk.has(.picture(worker.path), in: SimulatedDisk.inbox)
            || staging.map { self.disk.has(.input, in: $0) } ?? false
    }

    /// Copies it to where nobody changes it any more.
    func takePicture(_ worker: Worker, _ staging: Int) throws {
        guard worker.row.prompt.hasPicture,
            let text = self.picture(.picture(worker.path), in: SimulatedDisk.inbox)
        else { return }
        try self.remove(.input, in: staging)
        try self.create(.input, .picture(text), isFlushed: false, in: staging)
        guard self.mutant != .pictureNotFlushed else { return }
        self.disk.flushContent(.input, in: staging)
        try self.flush(staging)
        self.note(.pictureTaken)
        if self.mutant == .pictureMoved { try self.remove(.picture(worker.path), in: SimulatedDisk.inbox) }
    }

    /// What was sent is on disk before it is.
    func checkPicture(_ worker: Worker, _ staging: Int) throws {
        guard worker.row.prompt.hasPicture else { return }
        let node = self.disk.folders[staging].durable[.input]
        let isSafe = node.map { self.disk.nodes[$0].isFlushed } ?? false
        try self.demand(.intentFirst, isSafe, "prompt \(worker.path): sent before its picture was on disk")
    }

    /// Whether the copy is there to be delivered.
    func isInputWhole(_ worker: Worker, _ staging: Int) -> Bool {
        worker.row.prompt.hasPicture && self.picture(.input, in: staging) != nil
    }

    /// The picture that went with a delivered prompt goes, unless it is another one by now.
    func removePicture(_ worker: Worker) throws {
        guard worker.row.prompt.hasPicture, let result = self.ownResult(worker.row),
            let folder = self.disk.subfolder(result), let text = self.picture(.input, in: folder)
        else { return }
        let inbox = SimulatedDisk.inbox
        guard self.picture(.picture(worker.path), in: inbox) == text || self.mutant == .anyPictureRemoved else {
            return
        }
        try self.remove(.picture(worker.path), in: inbox)
    }

    /// Whether it is somewhere: where its owner has put it, or in a result.
    func isPictureLeft(_ node: Int, _ text: Int) -> Bool {
        if self.disk.node(of: node, in: SimulatedDisk.inbox) { return true }
        return self.disk.folders[SimulatedDisk.outbox].entries.contains { name, found in
            guard case .result = name, case .folder(let folder) = self.disk.nodes[found].content else { return false }
            return self.picture(.input, in: folder) == text
        }
    }
}

extension SimulatedDisk {
    /// Whether that is what some name in the folder stands for.
    fileprivate func node(of node: Int, in folder: Int) -> Bool {
        self.folders[folder].entries.values.contains(node)
    }
}
