/// What an explanation that was found beside a prompt says.
extension Explanation {
    /// Whether its job may have been charged; `nil` if the bytes are no explanation of promptd's.
    package static func mayHaveBeenCharged(_ bytes: [UInt8]) -> Bool? {
        guard let found = Self.parse(bytes), found["error"] != nil,
            case .bool(let answer) = found["may_have_been_charged"]
        else { return nil }
        return answer
    }

    /// Whether it tells that nothing was charged, because the prompt's text ended too early.
    package static func saysUnfinished(_ bytes: [UInt8]) -> Bool {
        guard Self.mayHaveBeenCharged(bytes) == false, let error = Self.parse(bytes)?["error"],
            error["code"]?.stringValue == Failure.Code.invalidPrompt.rawValue,
            case .array(let problems) = error["problems"]
        else { return false }
        return problems.contains { $0["code"]?.stringValue == Rejection.Code.unfinishedJSON.rawValue }
    }

    /// Whether it tells of a file with many prompts that have ended.
    package static func isOfBatch(_ bytes: [UInt8]) -> Bool {
        Self.parse(bytes)?["error"]?["code"]?.stringValue == Failure.Code.batchIncomplete.rawValue
    }

    /// What happened, in its words; `nil` if the bytes are no explanation.
    package static func message(in bytes: [UInt8]) -> String? { Self.parse(bytes)?["error"]?["message"]?.stringValue }

    private static func parse(_ bytes: [UInt8]) -> JSONValue? {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            return nil
        }
    }
}
