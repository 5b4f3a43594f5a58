import Foundation
import PromptCore

/// The only way by which commands write: what they print holds names and words of others, and a terminal obeys what it
/// reads.
enum Terminal {
    /// Prints `text`, one line or several, on standard output.
    ///
    /// - Throws: `ExitError` if it cannot be written: whoever reads the output must not take a part for the whole.
    static func print(_ text: String) throws(ExitError) {
        try self.write(Array((TerminalText.lines(text) + "\n").utf8))
    }

    /// Prints a JSON document on standard output: as it is for programs, and on a terminal with escapes that mean the same.
    ///
    /// - Throws: `ExitError` if it cannot be written.
    static func printDocument(_ document: [UInt8]) throws(ExitError) {
        try self.write(self.shown(document, onTerminal: self.isTerminal))
    }

    /// Prints lines of a table on standard output: as they are for programs, and escaped on a terminal.
    ///
    /// - Throws: `ExitError` if it cannot be written.
    static func printRecords(_ text: String) throws(ExitError) {
        let shown = self.isTerminal ? TerminalText.lines(text.replacing("\r\n", with: "\n")) : text
        try self.write(Array(shown.utf8))
    }

    /// Says `text` on standard error.
    static func complain(_ text: String) {
        do {
            try FileHandle.standardError.write(contentsOf: Data((TerminalText.lines(text) + "\n").utf8))
        } catch {
            // This is where errors are told; if it is gone there is nobody left to tell.
        }
    }

    /// What is written of a JSON document.
    static func shown(_ document: [UInt8], onTerminal: Bool) -> [UInt8] {
        onTerminal ? TerminalText.json(document) : document
    }

    /// Whether a person reads standard output.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The terminal's; what is usual if it does not say.
    static var size: Size {
        var found = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &found) == 0, found.ws_col > 0, found.ws_row > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(found.ws_col), rows: Int(found.ws_row))
    }

    /// Writes `bytes` as they are: what is in them of others has been escaped.
    ///
    /// - Throws: `ExitError` if they cannot be written.
    static func write(_ bytes: [UInt8]) throws(ExitError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe Foundation.write(STDOUT_FILENO, rest.baseAddress, rest.count)
            }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            // Who reads has seen enough, as `head` has: it ends as other programs do, also where the shell ignores SIGPIPE.
            case EPIPE:
                signal(SIGPIPE, SIG_DFL)
                raise(SIGPIPE)
                // It was blocked by whoever started the program.
                exit(128 + SIGPIPE)
            case let other:
                let reason = unsafe String(cString: strerror(other))
                throw ExitError(.inputOutput, "cannot write to standard output: \(reason)")
            }
        }
    }
}
