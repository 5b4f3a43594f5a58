package import Logging

/// Writes log events to the journal with their metadata as fields of their own.
///
/// An event that the journal does not take goes to standard error, with the reason as `journal.error`.
package struct JournalLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let identifier: String
    private let send: @Sendable (JournalEntry) throws(SystemCallError) -> Void
    private let fallback: LogLineWriter

    init(
        label: String,
        identifier: String,
        level: Logger.Level,
        metadataProvider: Logger.MetadataProvider?,
        send: @escaping @Sendable (JournalEntry) throws(SystemCallError) -> Void,
        fallback: LogLineWriter
    ) {
        self.label = label
        self.identifier = identifier
        self.logLevel = level
        self.metadataProvider = metadataProvider
        self.send = send
        self.fallback = fallback
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let attributes = LogAttribute.folded(logger: self.metadata, provider: self.metadataProvider, event: event)
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
            self.fallback.write(
                level: event.level,
                message: event.message.description,
                attributes: attributes + [reason]
            )
        }
    }
}
