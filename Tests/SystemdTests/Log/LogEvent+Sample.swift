import Logging

extension LogEvent {
    /// An event with a known place in the code.
    static func sample(
        level: Logger.Level = .notice,
        message: Logger.Message = "result published",
        error: (any Error)? = nil,
        metadata: Logger.Metadata? = nil
    ) -> LogEvent {
        LogEvent(
            level: level,
            message: message,
            error: error,
            metadata: metadata,
            source: nil,
            file: "PromptService/JobRunner.swift",
            function: "publish(_:)",
            line: 42
        )
    }
}
