import Foundation
import PromptCore
import PromptService
import UnixSignals

/// Shows the status of an inbox again and again, until it is interrupted: in place on a terminal, else a line for each
/// change.
struct StatusWatch {
    let inbox: String
    let host: String
    let environment: [String: String]

    private enum Event: Sendable {
        case tick, redraw, stop
    }

    /// - Throws: `ExitError` if it cannot be written.
    func run() async throws(ExitError) {
        let isScreen = Terminal.isTerminal && (self.environment["TERM"] ?? "dumb") != "dumb"
        do {
            try await self.watch(isScreen)
        } catch let error as ExitError {
            throw error
        } catch {
            throw ExitError(.inputOutput, "\(error)")
        }
    }

    private func watch(_ isScreen: Bool) async throws {
        // Before anything is drawn: what ends the program otherwise would leave the terminal as it is.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup, .sigwinch, .sigcont)
        let (events, send) = AsyncStream.makeStream(of: Event.self)
        let listening = Task {
            for await signal in signals {
                send.yield([.sigwinch, .sigcont].contains(signal) ? .redraw : .stop)
            }
        }
        let ticking = Task {
            while !Task.isCancelled {
                send.yield(.tick)
                try await Task.sleep(for: .seconds(1))
            }
        }
        defer {
            listening.cancel()
            ticking.cancel()
        }
        try await isScreen ? self.drawing(events) : self.printing(events)
    }

    private func drawing(_ events: AsyncStream<Event>) async throws {
        try Terminal.enterScreen()
        var last: [StatusTable.Line] = []
        do {
            var drawn: (lines: [StatusTable.Line], size: Terminal.Size)?
            loop: for await event in events {
                if event == .stop { break loop }
                // Another program may have had the terminal.
                if event == .redraw { try Terminal.enterScreen() }
                let size = Terminal.size
                last = self.look()
                if event == .tick, let drawn, drawn == (last, size) { continue }
                try Terminal.draw(last, size, inColour: self.hasColours)
                drawn = (last, size)
            }
        } catch {
            try Terminal.leaveScreen()
            throw error
        }
        try Terminal.leaveScreen()
        for line in last { try Terminal.print(line.text) }
    }

    private func printing(_ events: AsyncStream<Event>) async throws {
        var last: String?
        for await event in events {
            if event == .stop { return }
            guard let line = self.look().first?.text, line != last else { continue }
            try Terminal.print(line)
            last = line
        }
    }

    /// The person has not asked for text alone (no-color.org).
    private var hasColours: Bool { (self.environment["NO_COLOR"] ?? "").isEmpty }

    /// The status as it is now, or why there is none.
    private func look() -> [StatusTable.Line] {
        do {
            let status = try Status.status(Status.bytes(inbox: self.inbox), inbox: self.inbox)
            let lines = StatusTable(status: status, now: Date()).lines
            guard let trouble = Status.trouble(status, inbox: self.inbox, host: self.host) else { return lines }
            return [.init(text: "\(trouble); it was:", emphasis: .warning)] + lines
        } catch {
            return [.init(text: error.message, emphasis: .warning)]
        }
    }
}
