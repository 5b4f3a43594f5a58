import Glibc
import Logging

/// Writes lines of a log to a file descriptor, each by one call, so that lines of two threads do not mix.
struct LogLineWriter: Sendable {
    let descriptor: Int32
    let now: @Sendable () -> WallTime

    /// Formats one line, without its line break.
    static func line(time: WallTime, level: Logger.Level, message: String, attributes: [LogAttribute]) -> String {
        "\(time.text) \(level.rawValue) \(LogText.escaped(message))\(LogText.tail(attributes))"
    }

    /// Formats a line and writes it.
    func write(level: Logger.Level, message: String, attributes: [LogAttribute]) {
        let line = Self.line(time: self.now(), level: level, message: message, attributes: attributes) + "\n"
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            do {
                let size = try systemCall {
                    unsafe rest.withUnsafeBytes { unsafe Glibc.write(self.descriptor, $0.baseAddress, $0.count) }
                }
                rest = rest.dropFirst(size)
            } catch {
                // This is where errors are reported; if it is gone there is no one left to tell.
                return
            }
        }
    }
}
