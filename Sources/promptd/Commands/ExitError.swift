import ArgumentParser
import Foundation
import PromptCore
import Systemd

/// Something that ends the program: one line for the person who started it, and an exit code for the tool that did.
struct ExitError: Error, Equatable {
    /// The codes of sysexits.h that promptd uses, and one of its own.
    enum Code: Int32 {
        /// It was done, but has not come out as was asked for.
        case incomplete = 3
        case badData = 65
        case unavailable = 69
        case inputOutput = 74
        case tryAgain = 75
        case noPermission = 77
        case configuration = 78
    }

    var code: Code
    var message: String

    /// Makes one line of `message`, whatever a library has put into it.
    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = SingleLine.text(message, limit: 4000)
    }

    /// Says it, and turns it into what ends the program.
    func exit() -> ExitCode {
        // The journal takes a line for what its head says (sd-daemon(3)): else it would be mere information there.
        let head = LogOutput.isJournal(ProcessInfo.processInfo.environment) ? "<3>" : ""
        Terminal.complain("\(head)promptd: \(self.message)")
        return ExitCode(self.code.rawValue)
    }
}
