import ArgumentParser
import Foundation
import PromptControl
import PromptCore
import PromptJournal

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a copy of the journal in the journal's place, while no daemon runs.",
        discussion: """
            Dangerous for money: what was charged since the copy was made, the copy does not know. Such jobs are listed, and \
            nothing is restored unless --force is given; the same holds if the present journal cannot be read. The present \
            journal is kept beside it.
            """
    )

    @Argument(help: "The copy's file.", completion: .file())
    var file: String

    @Flag(help: "Restore although the copy does not know what was charged since, or nobody can tell.")
    var force = false

    @OptionGroup(title: "Settings")
    var options: JournalOptions

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let days = HistoryDays(try settings.dayZone())
            try await StateLock(settings).held { () throws(ExitError) in
                try await self.restore(try settings.journalPath(), HistoryLines(calendar: days.calendar))
            }
        } catch {
            throw error.exit()
        }
    }

    private func restore(_ journal: String, _ lines: HistoryLines) async throws(ExitError) {
        let restore = try await self.checked(journal)
        try Terminal.print("\(self.file): \(restore.facts.sentence)")
        if let doubt = try await self.doubt(restore, lines), !self.force {
            throw ExitError(.badData, "nothing is restored: \(doubt). With --force it is restored all the same")
        }
        let kept: String?
        do {
            kept = try restore.replace(at: Date())
        } catch {
            throw ExitError(error)
        }
        try Terminal.print("restored\(kept.map { "; the journal that was there is kept as \($0)" } ?? "")")
        try Terminal.print(Self.whatComesNext)
    }

    private func checked(_ journal: String) async throws(ExitError) -> JournalRestore {
        do {
            return try await JournalRestore(self.file, over: journal)
        } catch {
            var failure = ExitError(error)
            failure.message = "\(self.file) is not restored: \(failure.message)"
            throw failure
        }
    }

    /// Says what the copy does not know.
    ///
    /// - Returns: why it should not be restored; `nil` if nothing gets lost.
    private func doubt(_ restore: JournalRestore, _ lines: HistoryLines) async throws(ExitError) -> String? {
        let losses: JournalLosses
        do {
            losses = try await restore.losses()
        } catch {
            // Somebody who writes to it would go on writing beside the restored one.
            if error.kind == .inUse { throw ExitError(error) }
            return "nobody knows what was charged since the copy was made, since \(error.message)"
        }
        guard !losses.isEmpty else { return nil }
        try Terminal.print("the journal knows what the copy does not:")
        for entry in losses.examples { try Terminal.print("  \(lines.line(entry))") }
        let charged = losses.charged.prompts > 0 ? "\(losses.charged.sentence), charged or perhaps charged" : nil
        let underWay = losses.underWay > 0 ? "\(losses.underWay) under way" : nil
        return "the copy does not know \([charged, underWay].compactMap(\.self).joined(separator: "; "))"
    }

    /// What the next start makes of it.
    private static let whatComesNext = """
        The next start reads all of it. Then:
        - Jobs that were under way when the copy was made go on; a result that is in the outbox already is not made again.
        - A claimed prompt (.working.json) that the copy does not know is not sent again: it ends as failed (unknown_history),
          or is collected if its mark in the outbox names the request.
        - The caps count only what the copy knows: what was spent since is not held against today's.
        - A prompt that was delivered since is not known as a repeat: dropped again, it is paid again.
        """
}
