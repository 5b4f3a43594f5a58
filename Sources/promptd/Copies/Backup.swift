import ArgumentParser
import Foundation
import PromptCore
import PromptJournal

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a copy of the journal to a file.",
        discussion: """
            The copy is one file, checked, flushed and closed to others. Copying journal.sqlite by hand instead may leave out \
            what was paid for last. Inbox and outbox are no part of it.
            """
    )

    @Argument(help: "The copy's file.", completion: .file())
    var file: String

    @Flag(help: "Replace the file if it is there.")
    var force = false

    @OptionGroup(title: "Settings")
    var options: DaemonOptions

    func run() async throws {
        do {
            let settings = try self.options.settings(environment: ProcessInfo.processInfo.environment)
            let journal = try settings.journalPath()
            let target = URL(filePath: self.file).path(percentEncoded: false)
            try Self.refuseJournal(target, journal)
            let facts = try await self.copied(journal, to: target, settings)
            try Terminal.print("\(target): \(facts.sentence)")
        } catch {
            throw error.exit()
        }
    }

    private func copied(
        _ journal: String,
        to target: String,
        _ settings: Settings
    ) async throws(ExitError) -> JournalFacts {
        guard let daemon = try await settings.runningDaemon() else {
            return try await StateLock(settings).held { () throws(ExitError) in try self.copy(journal, to: target) }
        }
        // The daemon has the journal to itself, and may not be able to write where the copy is to be.
        let copy = try await daemon.backup()
        // Whoever answers there is not to say what is read and removed.
        guard JournalBackups.isOne(copy, in: Self.folder(of: journal)) else { throw ControlCall.strange }
        defer {
            if unsafe unlink(copy) != 0 { Terminal.complain("promptd: left behind: \(copy)") }
        }
        return try self.copy(copy, to: target)
    }

    private func copy(_ journal: String, to target: String) throws(ExitError) -> JournalFacts {
        do {
            return try JournalReader(path: journal).backup(to: target, replacing: self.force)
        } catch {
            throw ExitError(error)
        }
    }

    /// Nothing that SQLite takes for the journal or for a part of it may be replaced.
    private static func refuseJournal(_ target: String, _ journal: String) throws(ExitError) {
        let state = Self.folder(of: journal)
        let target = Self.folder(of: target) + "/" + URL(filePath: target).lastPathComponent
        let journal = state + "/" + URL(filePath: journal).lastPathComponent
        let isJournals =
            target == journal || target.hasPrefix(journal + "-") || JournalBackups.isOne(target, in: state)
        guard isJournals else { return }
        throw ExitError(.badData, "\(target) is the journal's own; name another file for the copy")
    }

    /// The real path of the folder that a file is in, without a slash at the end.
    private static func folder(of file: String) -> String {
        let path = URL(filePath: file).deletingLastPathComponent().resolvingSymlinksInPath().path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
