import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Shows the finished folder by one rename, after everything in it is on disk.
    func publish(_ output: JobState.Output, _ job: inout Job, _ context: RunContext) async throws {
        let place = try self.place(of: job)
        self.jobs.job(job, is: .publishing)
        let files = output.collected.map(\.file)
        // An earlier attempt may have got as far as the rename.
        let found = try await Blocking.run(.outbox) { try place.find(listing: files.map(\.name)) }
        if case .published(let folder) = found {
            return try await self.published(folder, &job)
        }
        try await self.noteLateCancelCommand(&job)
        try await self.noteLostInputs(output, place, &job)
        let prompt = try await self.content(of: job, context)
        let now = self.clocks.wall()
        let result: Published = try await Blocking.run(.outbox) { [job] in
            let staging = try place.staging()
            // They went out with the first folder, if a part was shown before.
            let inputs = try staging.hasInputs(job.inputs ?? []) ? job.inputs ?? [] : []
            let sidecar = Sidecar(job, output, inputs: inputs, at: now, daemon: self.settings.identity).bytes()
            let damaged = try staging.damaged(files, thoroughly: context.isRecovered)
            guard damaged.isEmpty else { return .damaged(damaged) }
            try staging.keepCopy(place.name.promptFileName, prompt, thoroughly: context.isRecovered)
            try staging.add(Sidecar.fileName, sidecar)
            let others = [place.name.promptFileName, Sidecar.fileName] + (inputs.isEmpty ? [] : [InputFile.folder])
            return .folder(try staging.publish(files.map(\.name) + others))
        }
        switch result {
        case .folder(let folder): try await self.published(folder, &job)
        case .damaged(let names): try await self.commit(&job) { $0.stagingDamaged(names) }
        }
    }

    /// Whether the copies of the prompt's files are there to be delivered; they go with the first folder of a result.
    private func noteLostInputs(_ output: JobState.Output, _ place: ResultPlace, _ job: inout Job) async throws {
        guard let inputs = job.inputs, !inputs.isEmpty, output.deliveredFolders.isEmpty,
            try await !Blocking.run(.outbox, { try place.staging().hasInputs(inputs) })
        else { return }
        try await self.commit(&job) { $0.inputsLost() }
        self.logger(for: job).warning("the copies of its files are gone from the outbox, and are not delivered")
    }

    private enum Published: Sendable {
        case folder(String)
        case damaged([String])
    }

    private func published(_ folder: String, _ job: inout Job) async throws {
        try await self.commit(&job) { $0.published(folder, at: self.clocks.wall()) }
        self.tellPublished(folder, job)
    }

    /// One line a job: what it brought, cost and took.
    private func tellPublished(_ folder: String, _ job: Job) {
        var metadata: Logger.Metadata = [
            LogKeys.messageID: "\(LogMessage.published.rawValue)", LogKeys.folder: "\(folder)",
        ]
        if let charge = job.charge {
            metadata[LogKeys.images] = "\(charge.images)"
            if let cost = charge.cost { metadata[LogKeys.cost] = "\(cost)" }
            let seconds = self.clocks.wall().timeIntervalSince(charge.submitted)
            metadata[LogKeys.seconds] = "\((max(0, seconds) * 10).rounded() / 10)"
        }
        if let request = job.state.requestID { metadata[LogKeys.requestID] = "\(request)" }
        self.logger(for: job).notice("published", metadata: metadata)
    }
}
