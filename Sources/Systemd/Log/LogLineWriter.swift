import Glibc
import Logging

/// Writes lines of a log to a file descriptor, each by one call, so that lines of two threads do not mix.
struct LogLineWriter: Sendable {
    let descriptor: Int32
    let now: @Sendable () -> WallTime
    /// JSON, and not text for people.
    var isJSON = false

    /// Formats one line, without its line break.
    static func line(time: WallTime, level: Logger.Level, message: String, attributes: [LogAttribute]) -> String {
        "\(time.text) \(level.rawValue) \(LogText.escaped(message))\(LogText.tail(attributes))"
    }

    /// Formats one line as a JSON object, without its line break: `time`, `level`, `message`, and the metadata under the
    /// names that its fields have in the journal, in small letters; every value is a string.
    static func json(time: WallTime, level: Logger.Level, message: String, attributes: [LogAttribute]) -> String {
        var members = [("time", time.text), ("level", level.rawValue), ("message", message)]
        for attribute in attributes {
            let name = JournalEntry.name(of: attribute).lowercased()
            // Two keys may come to one name, and a name must not come twice.
            if !members.contains(where: { $0.0 == name }) { members.append((name, attribute.value)) }
        }
        return "{\(members.map { "\(LogText.json($0)):\(LogText.json($1))" }.joined(separator: ","))}"
    }

    /// Formats a line and writes it.
    func write(_ event: LogEvent, _ attributes: [LogAttribute]) {
        let format = self.isJSON ? Self.json : Self.line
        self.write(format(self.now(), event.level, event.message.description, attributes) + "\n")
    }

    private func write(_ line: String) {
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
