package import Logging

/// Writes log events as single lines on standard error, for people or as JSON.
package struct StderrLogHandler: LogHandler {
    /// All loggers' level, unless this one was given its own.
    package var logLevel: Logger.Level {
        get { self.own ?? self.level.current }
        set { self.own = newValue }
    }
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let level: LogLevel
    private var own: Logger.Level?
    private let writer: LogLineWriter
    private let flood: LogFlood?

    init(level: LogLevel, metadataProvider: Logger.MetadataProvider?, writer: LogLineWriter, flood: LogFlood?) {
        self.level = level
        self.metadataProvider = metadataProvider
        self.writer = writer
        self.flood = flood
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let attributes = LogAttribute.folded(logger: self.metadata, provider: self.metadataProvider, event: event)
        let writer = self.writer
        // Who looks for a mistake wants to see all of it.
        let flood = self.logLevel > .debug ? self.flood : nil
        let isSwallowed = flood?.swallows(event, attributes) { writer.write($0, $1) } ?? false
        if !isSwallowed { writer.write(event, attributes) }
    }
}
