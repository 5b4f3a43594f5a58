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
        let (claim, moved) = try await Blocking.run(.inbox) { [job] in
            var moved: PromptPath?
            let claim = try self.folder.claim(
                job.source,
                hint: context.droppedName,
                file: context.droppedFile,
                content: content,
                onGiveBack: self.inbox.willGiveBack
            )
            // Before it is written down, so that a crash in between comes here again: what it says is of an earlier drop.
            if claim == .claimed {
                moved = try self.folder.putAwayOldExplanation(job.source)
                try self.removeEndNow(of: job.source, job)
            }
            return (claim, moved)
        }
        if let moved { try await self.moveHold(job, to: moved) }
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

    /// The failed file of an earlier drop has another number now, and is known again under that.
    private func moveHold(_ job: Job, to place: PromptPath) async throws {
        let old = job.source.ended(.failed)
        guard let hold = try await self.journal.repeatHold(of: old) else { return }
        try await self.journal.save(hold, of: place.ended(.failed))
        try await self.journal.removeRepeatHold(of: old)
    }
}
