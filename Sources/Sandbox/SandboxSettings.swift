package import PromptCore

/// How a sandbox is set up.
package struct SandboxSettings: Equatable, Sendable {
    /// The loopback address to listen at: `127.0.0.1` (or another of `127.*`), `::1` or `localhost`.
    package var host: String
    /// The TCP port; 0 takes any free one.
    package var port: Int
    /// The bearer token that is right; `nil` takes any that is not empty.
    package var token: String?
    /// Seconds that generating one image takes.
    package var imageSeconds: Double
    /// How many requests are generated at once; 0 holds all of them in the queue.
    package var slots: Int
    /// What one image costs.
    package var price: USD
    /// What is in the account before anything is charged; `nil` is more than anybody spends.
    package var balance: USD?
    /// The file the account book is kept in, read again at the next start; `nil` keeps it in memory.
    package var ledger: String?
    /// Bytes of each image, which then is a plain one of the size asked for; `nil` has it drawn.
    package var imageBytes: Int?

    package init(
        host: String = "127.0.0.1",
        port: Int = 0,
        token: String? = nil,
        imageSeconds: Double = 0.5,
        slots: Int = 4,
        price: USD = USD(micros: 30_000),
        balance: USD? = nil,
        ledger: String? = nil,
        imageBytes: Int? = nil
    ) {
        self.host = host
        self.port = port
        self.token = token
        self.imageSeconds = imageSeconds
        self.slots = slots
        self.price = price
        self.balance = balance
        self.ledger = ledger
        self.imageBytes = imageBytes
    }

    /// Checks what a type cannot say.
    ///
    /// - Throws: `SandboxError` with code `host` or `setting`.
    package func validate() throws(SandboxError) {
        guard self.isLoopback else {
            throw SandboxError(
                .host,
                "The sandbox has no real security and only listens on this machine's loopback: 127.0.0.1, ::1 or localhost, not \(self.host)."
            )
        }
        guard (0...65535).contains(self.port) else {
            throw SandboxError(
                .setting,
                "The port \(self.port) does not exist: give one from 1 to 65535, or 0 for any free one."
            )
        }
        guard self.imageSeconds.isFinite, self.imageSeconds >= 0 else {
            throw SandboxError(
                .setting,
                "The seconds for an image cannot be \(self.imageSeconds): give a number from 0 up."
            )
        }
        if let bytes = self.imageBytes, !(PNGEncoder.plainBytes...PNGEncoder.largestPlain).contains(bytes) {
            throw SandboxError(
                .setting,
                "An image cannot have \(bytes) bytes: give from \(PNGEncoder.plainBytes) to \(PNGEncoder.largestPlain)."
            )
        }
        guard self.slots >= 0 else {
            throw SandboxError(.setting, "There cannot be \(self.slots) slots: give a number from 0 up.")
        }
    }

    private var isLoopback: Bool {
        if self.host == "localhost" || self.host == "::1" { return true }
        let parts = self.host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
    }
}
