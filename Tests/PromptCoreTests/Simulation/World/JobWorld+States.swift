import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// What has to be true between any two steps.
    func checkNow() throws {
        for request in self.api.requests where request.isCharged && !self.resolved.contains(request.id) {
            guard let row = self.journal.rows[request.job] else {
                try self.demand(.paidIsKept, false, "nobody knows of \(request.id), which is charged")
                continue
            }
            let isWorkedOn = !row.job.isSettled
            try self.demand(.paidIsKept, isWorkedOn, "\(request.id) is charged, and its job is over")
        }
    }

    /// A visible folder has in it what its sidecar names, and nothing else.
    func checkFolders() throws {
        for (name, node) in self.disk.folders[SimulatedDisk.outbox].entries {
            guard case .result(let path, let number) = name, case .folder(let folder) = self.disk.nodes[node].content
            else { continue }
            let isWhole = self.isWhole(folder)
            try self.demand(.foldersAreWhole, isWhole, "result \(number) of prompt \(path) is not whole")
        }
    }

    private func isWhole(_ folder: Int) -> Bool {
        guard case .sidecar(let job, _, let images) = self.disk.content(.sidecar, in: folder),
            case .prompt = self.disk.content(.copy, in: folder)
        else { return false }
        let count = self.disk.folders[folder].entries.count
        let inputs = self.disk.has(.input, in: folder) ? 1 : 0
        return count == images.count + 2 + inputs
            && images.allSatisfy { self.disk.content(.image($0), in: folder) == .image(job: job, index: $0) }
    }

    /// What has to be true when all is over.
    func checkEnd() throws {
        try self.checkFolders()
        try self.checkSteps()
        for node in self.ownersFiles {
            if case .picture(let text) = self.disk.nodes[node].content {
                let isThere = self.isPictureLeft(node, text)
                try self.demand(.nothingVanishes, isThere, "the picture \(text) is nowhere")
            }
            guard case .prompt(let file) = self.disk.nodes[node].content else { continue }
            let isThere = self.isLeft(node) || self.isDelivered(file)
            try self.demand(.nothingVanishes, isThere, "the file of drop \(file.drop) is nowhere")
        }
        for request in self.api.requests where request.isCharged {
            let isResolved = self.resolved.contains(request.id)
            try self.demand(.paidIsKept, isResolved, "\(request.id) is charged, and nobody is told")
        }
    }

    private func isLeft(_ node: Int) -> Bool {
        self.disk.folders[SimulatedDisk.inbox].entries.contains { name, found in
            switch name {
            case .failed, .cancelled: found == node
            default: false
            }
        }
    }

    private func isDelivered(_ file: PromptFile) -> Bool {
        self.disk.folders[SimulatedDisk.outbox].entries.contains { name, node in
            guard case .result = name, case .folder(let folder) = self.disk.nodes[node].content,
                case .prompt(let copy) = self.disk.content(.copy, in: folder)
            else { return false }
            return copy.text == file.text
        } || self.isKept(file)
    }
}
