package import Logging

/// Writes log events to the journal with their metadata as fields of their own.
///
/// An event that the journal does not take goes to standard error, with the reason as `journal.error`.
package struct JournalLogHandler: LogHandler {
    /// All loggers' level, unless this one was given its own.
    package var logLevel: Logger.Level {
        get { self.own ?? self.level.current }
        set { self.own = newValue }
    }
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let level: LogLevel
    private var own: Logger.Level?
    private let label: String
    private let identifier: String
    private let send: @Sendable (JournalEntry) throws(SystemCallError) -> Void
    private let fallback: LogLineWriter
    private let flood: LogFlood?

    init(
        label: String,
        identifier: String,
        level: LogLevel,
        metadataProvider: Logger.MetadataProvider?,
        send: @escaping @Sendable (JournalEntry) throws(SystemCallError) -> Void,
        fallback: LogLineWriter,
        flood: LogFlood?
    ) {
        self.label = label
        self.identifier = identifier
        self.level = level
        self.metadataProvider = metadataProvider
        self.send = send
        self.fallback = fallback
        self.flood = flood
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let attributes = LogAttribute.folded(logger: self.metadata, provider: self.metadataProvider, event: event)
        // Who looks for a mistake wants to see all of it.
        let flood = self.logLevel > .debug ? self.flood : nil
        let isSwallowed = flood?.swallows(event, attributes) { [self] in self.send($0, $1) } ?? false
        if !isSwallowed { self.send(event, attributes) }
    }

    private func send(_ event: LogEvent, _ attributes: [LogAttribute]) {
        let entry = JournalEntry(
            event: event,
            label: self.label,
            identifier: self.identifier,
            attributes: attributes
        )
        do {
            try self.send(entry)
        } catch {
            let reason = LogAttribute(key: "journal.error", value: error.text)
            self.fallback.write(event, attributes + [reason])
        }
    }
}
