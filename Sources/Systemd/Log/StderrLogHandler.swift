package import Logging

/// Writes log events as single lines of text: time, level, message, metadata as `key=value`.
package struct StderrLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let writer: LogLineWriter

    init(level: Logger.Level, metadataProvider: Logger.MetadataProvider?, writer: LogLineWriter) {
        self.logLevel = level
        self.metadataProvider = metadataProvider
        self.writer = writer
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        self.writer.write(
            level: event.level,
            message: event.message.description,
            attributes: LogAttribute.folded(logger: self.metadata, provider: self.metadataProvider, event: event)
        )
    }
}
