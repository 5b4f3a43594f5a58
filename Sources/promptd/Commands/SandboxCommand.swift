import ArgumentParser
import Foundation
import Logging
import PromptCore
import Sandbox
import ServiceLifecycle
import Systemd
import UnixSignals

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Serves a stand-in for the RunComfy API on this machine: real images, no money.",
        discussion: """
            It draws each image with the prompt's words on it, keeps an account book (GET /sandbox/ledger) and fails on \
            request (POST /sandbox/faults).
            """
    )

    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 8787

    @Option(help: "Seconds that one image takes.")
    var imageSeconds = 0.5

    @Option(help: "Bytes of an image, which then is a plain one: for measuring.")
    var imageBytes: Int?

    @Option(help: "Requests generated at once; the others queue.")
    var slots = 4

    @Option(help: "What an image costs, in US dollars.")
    var price = 0.03

    @Option(
        help: "US dollars in the account; when they are charged, submissions are refused. Without it there is no end."
    )
    var balance: Double?

    @Option(help: "The only token that is right; without it any is.")
    var token: String?

    @Option(help: ArgumentHelp("The file to keep the account book in.", valueName: "file"), completion: .file())
    var ledger: String?

    func validate() throws {
        guard 0...65535 ~= self.port else { throw ValidationError("--port must be a number from 0 to 65535.") }
        guard USD(dollars: self.price) != nil else {
            throw ValidationError("--price must be an amount in dollars, such as 0.03.")
        }
        guard self.balance.map({ USD(dollars: $0) != nil }) ?? true else {
            throw ValidationError("--balance must be an amount in dollars, such as 5.")
        }
    }

    func run() async throws {
        let output = LogOutput(
            identifier: "promptd-sandbox",
            level: .warning,
            environment: ProcessInfo.processInfo.environment
        )
        LoggingSystem.bootstrap({ output.handler(for: $0, metadataProvider: $1) }, metadataProvider: nil)
        let settings = SandboxSettings(
            port: self.port,
            token: self.token,
            imageSeconds: self.imageSeconds,
            slots: self.slots,
            price: USD(dollars: self.price) ?? USD(micros: 0),
            balance: self.balance.flatMap { USD(dollars: $0) },
            ledger: self.ledger,
            imageBytes: self.imageBytes
        )
        let logger = Logger(label: "promptd.sandbox")
        let service = SandboxService(server: SandboxServer(settings: settings, logger: logger))
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: service)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch let error as SandboxError {
            throw ExitError(.unavailable, error.message).exit()
        }
    }
}

private struct SandboxService: Service {
    let server: SandboxServer

    func run() async throws {
        try await self.server.run { port in
            // One line on standard output, at once: scripts wait for it to learn the port.
            do throws(ExitError) {
                try Terminal.print("sandbox listening on http://127.0.0.1:\(port)")
            } catch {
                // It serves all the same: who gave the port knows it.
                Terminal.complain("promptd: \(error.message)")
            }
        }
    }
}
