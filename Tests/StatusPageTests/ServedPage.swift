import Foundation
import InMemoryLogging
import Logging

@testable import StatusPage

/// A page that is served for as long as a test needs it.
struct ServedPage: Sendable {
    /// Where it is: what the log says.
    let address: PageAddress
    let log: InMemoryLogHandler

    /// Serves on `address`, and runs `body` as soon as it can be asked.
    static func with(
        _ address: PageAddress,
        _ source: SampleSource = SampleSource(),
        _ body: (ServedPage) async throws -> Void
    ) async throws {
        let log = InMemoryLogHandler()
        let page = StatusPage(
            address,
            of: source,
            logger: Logger(label: "test") { _ in log },
            pause: .milliseconds(10),
            patience: .seconds(60)
        )
        let serving = Task { try await page.run() }
        do {
            let served = try await Self.found(log)
            try await body(ServedPage(address: served, log: log))
        } catch {
            serving.cancel()
            throw error
        }
        serving.cancel()
        try await serving.value
    }

    private static func found(_ log: InMemoryLogHandler) async throws -> PageAddress {
        while true {
            for entry in log.entries where entry.message == "metrics are served" {
                let text = "\(entry.metadata["address"] ?? "")"
                return try PageAddress(text.hasPrefix("http://") ? String(text.dropFirst(7)) : text)
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

extension ServedPage {
    /// A page that is not run yet, and what it will log.
    static func silent(_ address: PageAddress) -> (page: StatusPage, log: InMemoryLogHandler) {
        let log = InMemoryLogHandler()
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .debug
        return (
            StatusPage(address, of: SampleSource(), logger: logger, pause: .milliseconds(5), patience: .seconds(60)),
            log
        )
    }
}
