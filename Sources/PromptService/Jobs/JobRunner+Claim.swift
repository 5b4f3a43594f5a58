import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Gives the prompt's file its claimed name.
    ///
    /// - Returns: what may be done with its name if there is nothing to claim any more; the job is forgotten.
    func claim(_ job: inout Job, _ context: RunContext) async throws -> NameAfterRun? {
        // A prompt that was too large to be kept is not compared.
        let kept = try await self.content(of: job, context)
        let content = kept.isEmpty ? nil : kept
        let claim = try await Blocking.run(.inbox) { [job] in
            let claim = try self.folder.claim(
                job.source,
                hint: context.droppedName,
                file: context.droppedFile,
                content: content,
                onGiveBack: self.inbox.willGiveBack
            )
            // Before it is written down, so that a crash in between comes here again: what it says is of an earlier drop.
            if claim == .claimed { try self.folder.putAwayOldExplanation(job.source) }
            return claim
        }
        if claim == .claimed { try await self.removeEnd(of: job.source, id: job.origin?.promptID) }
        guard claim == .claimed else {
            if claim == .occupied {
                self.inbox.noteOccupied(job.source)
            }
            try await self.journal.forget(job.id)
            return claim == .occupied ? .occupied : .free
        }
        // A start that finds it unclaimed claims it again, which changes nothing: what is written next is that it is sent.
        self.advance(&job) { $0.claimed(at: self.clocks.wall()) }
        if context.droppedFile != nil {
            self.tally.took(.claim, self.clocks.wall().timeIntervalSince(job.times.dropped))
        }
        if !context.isNewName { try await self.forgetRepeat(job) }
        if let problem = context.problem { try await self.commit(&job) { $0.rejected(problem) } }
        return nil
    }
}
