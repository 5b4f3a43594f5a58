import Glibc
package import Logging

/// Chooses where the log goes: to the journal if standard error ends there anyway, else to standard error.
package struct LogOutput: Sendable {
    /// A place for the log.
    package enum Destination: Equatable, Sendable {
        /// The journal, with fields of its own for the metadata.
        case journal
        /// Lines on standard error.
        case standardError
    }

    /// Where the log goes.
    package let destination: Destination

    private let identifier: String
    /// The level of all loggers that were given none of their own.
    package let level: LogLevel
    private let writer: LogLineWriter
    private let flood: LogFlood

    /// Decides once, at the start of the process.
    ///
    /// - Parameters:
    ///   - identifier: The program's name, for `journalctl -t`.
    ///   - level: The level of all loggers, until it is set to another.
    ///   - format: How it is written, wherever standard error ends.
    ///   - summed: The ids of messages that are summed up where they come in great numbers; others with an id never are.
    ///   - environment: The variables of the process; `JOURNAL_STREAM` counts.
    ///   - descriptor: Standard error, unless a test looks.
    package init(
        identifier: String,
        level: Logger.Level,
        format: LogFormat = .auto,
        summed: Set<String> = [],
        environment: [String: String],
        descriptor: Int32 = STDERR_FILENO
    ) {
        let isJournal = format == .auto && Self.isJournal(environment, descriptor)
        self.destination = isJournal ? .journal : .standardError
        self.identifier = identifier
        self.level = LogLevel(level)
        self.writer = LogLineWriter(descriptor: descriptor, now: WallTime.now, isJSON: format == .json)
        self.flood = LogFlood(summed: summed)
    }

    /// Writes what has been counted and not told yet; for the end of the program.
    package func finish() {
        self.flood.finish()
    }

    /// Makes the handler for one logger, as `LoggingSystem.bootstrap` asks for it.
    package func handler(for label: String, metadataProvider: Logger.MetadataProvider? = nil) -> any LogHandler {
        switch self.destination {
        case .journal:
            JournalLogHandler(
                label: label,
                identifier: self.identifier,
                level: self.level,
                metadataProvider: metadataProvider,
                send: { entry throws(SystemCallError) in try entry.send() },
                fallback: self.writer,
                flood: self.flood
            )
        case .standardError:
            StderrLogHandler(
                level: self.level,
                metadataProvider: metadataProvider,
                writer: self.writer,
                flood: self.flood
            )
        }
    }

    /// Whether standard error is the stream to the journal that `JOURNAL_STREAM` names as `device:inode`.
    ///
    /// The variable alone proves nothing: it is inherited by children whose standard error was redirected.
    package static func isJournal(_ environment: [String: String], _ descriptor: Int32 = STDERR_FILENO) -> Bool {
        var facts = stat()
        guard let stream = environment["JOURNAL_STREAM"], unsafe fstat(descriptor, &facts) == 0 else { return false }
        return stream == "\(facts.st_dev):\(facts.st_ino)"
    }
}
