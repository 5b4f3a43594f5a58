/// What a test waited for did not come.
struct NeverCame: Error, CustomStringConvertible {
    let description: String
}

/// Asks every few milliseconds until there is a value.
///
/// - Throws: `NeverCame` after the limit; what `value` throws; when the test's own time is over.
func waiting<Value>(
    for what: String,
    limit: Duration = .seconds(40),
    _ value: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + limit
    while true {
        if let found = try await value() { return found }
        guard ContinuousClock.now < end else { throw NeverCame(description: "waited in vain for \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Asks every few milliseconds until it is true.
func waiting(
    until what: String,
    limit: Duration = .seconds(40),
    _ condition: () async throws -> Bool
) async throws {
    try await waiting(for: what, limit: limit) { try await condition() ? () : nil }
}
