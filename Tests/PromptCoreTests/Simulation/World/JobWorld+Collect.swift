import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// One round: fetches what is wanted, and judges what did not come.
    func collect(_ output: JobState.Output, _ worker: inout Worker) throws {
        let staging = try self.staging(worker)
        worker.triedSince = worker.triedSince ?? self.clock.uptime
        var failures: [(index: Int, failure: DownloadError)] = []
        for index in output.wanted {
            if let failure = try self.fetch(index, staging, &worker) { failures.append((index, failure)) }
        }
        if !failures.isEmpty {
            try self.save(worker.row)
            try self.judge(failures, &worker)
        }
        guard case .collecting(let rest) = worker.job.state, rest.wanted.isEmpty else {
            worker.apiFailures += 1
            return self.pause(&worker)
        }
        try self.commit(&worker) { $0.collectionEnded() }
    }

    private func fetch(_ index: Int, _ staging: Int, _ worker: inout Worker) throws -> DownloadError? {
        try self.mayEnd()
        if let failure = self.failedDownload(worker) { return failure }
        try self.remove(.part(index), in: staging)
        try self.create(.part(index), .image(job: worker.row.number, index: index), isFlushed: false, in: staging)
        if self.happens(permille: 20) {
            self.note(.truncated)
            try self.remove(.part(index), in: staging)
            return DownloadError(.unusable, message: "it ends too early")
        }
        // The content, then its name.
        if self.mutant != .publishedUnflushed { self.disk.flushContent(.part(index), in: staging) }
        try self.mayEnd()
        try self.remove(.image(index), in: staging)
        try self.rename(
            .part(index),
            to: .image(index),
            isFlushed: self.mutant != .publishedUnflushed,
            in: staging
        )
        let file = self.sample.files[index]
        try self.advance(&worker) { $0.fileCollected(index, file) }
        _ = self.book.resultCame(.download)
        return nil
    }

    /// - Returns: `nil` if the file arrives.
    private func failedDownload(_ worker: Worker) -> DownloadError? {
        if self.api.hasExpired(worker.job.state.requestID) {
            self.note(.linkGone)
            return DownloadError(.gone, message: "HTTP 410")
        }
        guard self.happens(permille: self.api.faultPercent * 10) else { return nil }
        switch Int.random(in: 0..<4, using: &self.random) {
        case 0:
            self.note(.linkGone)
            return DownloadError(.gone, message: "HTTP 403")
        case 1:
            self.note(.downloadForbidden)
            return DownloadError(.forbidden, message: "not from there")
        default:
            self.note(.downloadFails)
            return DownloadError(.transient, message: "cut off")
        }
    }

    private func judge(
        _ failures: [(index: Int, failure: DownloadError)],
        _ worker: inout Worker
    ) throws {
        if failures.contains(where: { $0.failure.kind == .forbidden }) { self.trouble(.download, endsTrial: false) }
        if failures.contains(where: { [.gone, .unusable, .forbidden].contains($0.failure.kind) }) {
            let isKnown = try self.renewLinks(&worker)
            worker.lostSince = isKnown ? nil : worker.lostSince ?? self.clock.uptime
        } else {
            worker.lostSince = nil
        }
        let tried = self.clock.uptime - (worker.triedSince ?? self.clock.uptime)
        if tried >= 600 {
            try self.commit(&worker) { $0.collectionTried(seconds: tried) }
            worker.triedSince = self.clock.uptime
        }
        guard case .collecting(let output) = worker.job.state else { return }
        guard self.isLongLost(worker) || (output.triedSeconds ?? 0) > Self.giveUpAfter else { return }
        for (index, failure) in failures where failure.kind != .transient {
            try self.commit(&worker) { $0.fileLost(index, failure.message) }
        }
    }

    /// - Returns: `false` if the API does not know the request any more.
    private func renewLinks(_ worker: inout Worker) throws -> Bool {
        guard let requestID = worker.job.state.requestID else { return true }
        do {
            let result = try self.call { try $0.result(requestID, &$1, &$2) }
            let links = self.sample.freshLinks[result.outputs.count]
            try self.commit(&worker) { $0.linksRenewed(links.map { .link($0) }) }
            return true
        } catch let failure as APIError {
            return failure.kind != .notFound
        }
    }
}

extension SimulatedDisk {
    /// Writes a file's bytes to the disk; its name is another matter.
    mutating func flushContent(_ name: DiskName, in folder: Int) {
        if let node = self.node(name, in: folder) { self.nodes[node].isFlushed = true }
    }
}

extension SimulatedAPI {
    func hasExpired(_ id: RequestID?) -> Bool {
        self.requests.contains { $0.id == id && $0.isExpired }
    }
}
