import NIOCore
import Synchronization

/// Says whether the body of a paid request can have left this process, and makes sure that it stays so.
///
/// AsyncHTTPClient asks for the first part of a streamed body only after the connection is up, TLS included, and the
/// head has been handed to it. So as long as nobody has asked, at most a head without its body has left, which no
/// server can act on. Closing the gate settles the question for good: whoever asks later gets nothing.
final class BodyGate: Sendable {
    private enum State {
        case untouched
        case pulled
        case closed
    }

    private let state = Mutex(State.untouched)

    /// Called for the first part of the body; `false` once the gate is closed.
    func pull() -> Bool {
        self.state.withLock { state in
            guard state != .closed else { return false }
            state = .pulled
            return true
        }
    }

    /// Ends the attempt.
    ///
    /// Returns whether the body was never asked for: then nothing was submitted, nor will be.
    func close() -> Bool {
        self.state.withLock { state in
            guard state != .pulled else { return false }
            state = .closed
            return true
        }
    }
}
