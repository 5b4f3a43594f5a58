import Logging

/// One piece of metadata of a log event, as text.
struct LogAttribute: Equatable {
    let key: String
    let value: String

    /// It is the id of the kind of message, 32 hexadecimal digits, which is for machines.
    var isMessageID: Bool { self.key == "message.id" }

    /// Folds the metadata of an event, sorted by key.
    ///
    /// What is nearer to the event wins, as in swift-log's own handlers: the logger's metadata, over it the provider's,
    /// over it the event's, over it the error under `error.message` and `error.type`.
    static func folded(
        logger: Logger.Metadata,
        provider: Logger.MetadataProvider?,
        event: LogEvent
    ) -> [LogAttribute] {
        var metadata = logger
        if let provided = provider?.get() {
            metadata.merge(provided) { _, nearer in nearer }
        }
        if let explicit = event.metadata {
            metadata.merge(explicit) { _, nearer in nearer }
        }
        if let error = event.error {
            metadata["error.message"] = "\(error)"
            metadata["error.type"] = "\(String(reflecting: type(of: error)))"
        }
        return metadata.sorted { $0.key < $1.key }.map { LogAttribute(key: $0.key, value: self.text($0.value)) }
    }

    /// Writes a value; members of a dictionary are sorted, so that equal values give equal text.
    private static func text(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text): text
        case .stringConvertible(let value): value.description
        case .array(let values): "[" + values.map(self.text).joined(separator: ", ") + "]"
        case .dictionary(let members):
            "{" + members.sorted { $0.key < $1.key }.map { "\($0.key): \(self.text($0.value))" }.joined(separator: ", ")
                + "}"
        }
    }
}
