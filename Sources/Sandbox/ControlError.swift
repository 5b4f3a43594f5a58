/// A control call (`/sandbox/…`) that cannot be understood; the message says what is allowed.
struct ControlError: Error, Equatable, Sendable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
