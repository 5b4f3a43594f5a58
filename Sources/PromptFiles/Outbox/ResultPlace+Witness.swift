package import FoundationEssentials
package import PromptCore

/// What the outbox knows of a prompt whose journal is lost.
extension ResultPlace {
    /// A job of the prompt's name and content, as its folder tells of it.
    package struct Witness: Equatable, Sendable {
        package var job: JobID
        package var trace: Job.OutboxTrace
        /// When its folder appeared, if it is visible.
        package var published: Date?
    }

    /// The jobs whose folders, visible or being put together, hold the very prompt `content`.
    package func witnesses(of content: [UInt8]) throws(FileError) -> [Witness] {
        var found: [Witness] = []
        for parent in try self.parents() {
            for entry in try parent.folder.entries() {
                let text = String(decoding: entry.bytes, as: UTF8.self)
                let isStaging = text.hasPrefix(".\(self.name.name).")
                guard isStaging || self.isResult(text), try parent.folder.status(entry)?.kind == .directory else {
                    continue
                }
                do {
                    let folder = try parent.folder.directory(entry)
                    if let witness = try self.witness(in: folder, isStaging ? text : nil, content) {
                        found.append(witness)
                    }
                } catch let error where error.kind == .missing || error.kind == .denied && !isStaging {
                    // Removed meanwhile, or closed to promptd since: it tells nothing. What promptd has made it may enter.
                }
            }
        }
        return found
    }

    /// Whether a result is of a prompt in the same folder: `campaign-2` may hold those of `campaign`, and of the inbox's own
    /// `campaign-2`.
    private func isOfFolder(_ sidecar: [UInt8]) -> Bool {
        guard let name = Sidecar.name(in: sidecar) else { return true }
        do throws(Rejection) {
            let other = try OutputName(stem: name.split(separator: "/").map { Array($0.utf8) })
            return other.folders.map { Array($0.utf8) } == self.name.folders.map { Array($0.utf8) }
        } catch {
            return false
        }
    }

    private func witness(
        in folder: OpenDirectory,
        _ stagingName: String?,
        _ content: [UInt8]
    ) throws(FileError) -> Witness? {
        let copy = try Self.fileName(self.name.promptFileName)
        guard let status = try folder.status(copy), status.kind == .regular, status.size == content.count,
            try folder.read(copy, limit: content.count).bytes == content
        else { return nil }
        let sidecar = try Self.sidecar(in: folder)
        guard let stagingName else {
            guard let sidecar, let job = Sidecar.job(in: sidecar), self.isOfFolder(sidecar) else { return nil }
            let published = Sidecar.published(in: sidecar)
            // A part of the result: its request may have more to give.
            if Sidecar.isPartial(sidecar), let requestID = Sidecar.requestID(in: sidecar) {
                return Witness(job: job, trace: .accepted(requestID), published: published)
            }
            return Witness(job: job, trace: .delivered, published: published)
        }
        guard let job = JobID(String(stagingName.suffix(16))) else { return nil }
        return Witness(job: job, trace: try Self.trace(in: folder), published: nil)
    }
}
