import CSystemd
import Glibc
import Logging

/// One entry of the journal: its fields as `NAME=value`, in the names of systemd.journal-fields(7).
struct JournalEntry: Equatable {
    private(set) var fields: [String]

    /// Builds the fields of a log event.
    ///
    /// `MESSAGE` carries the metadata as well, since plain `journalctl` shows only that field. The id of the kind of
    /// message has a field of its own.
    init(event: LogEvent, label: String, identifier: String, attributes: [LogAttribute]) {
        self.fields = [
            "MESSAGE=\(LogText.escaped(event.message.description))\(LogText.tail(attributes))",
            "PRIORITY=\(Self.priority(event.level))",
            "SYSLOG_IDENTIFIER=\(identifier)",
            "CODE_FILE=\(event.file)",
            "CODE_LINE=\(event.line)",
            "CODE_FUNC=\(event.function)",
            "PROMPTD_LOGGER=\(label)",
        ]
        self.fields += attributes.map { "\(Self.name(of: $0))=\($0.value)" }
    }

    /// Sends the entry to the journal.
    ///
    /// Source: sd_journal_sendv(3). Each field goes with its length, so that a line break inside a value stays inside.
    func send() throws(SystemCallError) {
        var bytes: [UInt8] = []
        for field in self.fields { bytes += field.utf8 }
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            var vectors: [iovec] = unsafe []
            var start = 0
            for field in self.fields {
                let size = field.utf8.count
                unsafe vectors.append(iovec(iov_base: buffer.baseAddress.map { unsafe $0 + start }, iov_len: size))
                start += size
            }
            return unsafe sd_journal_sendv(vectors, Int32(vectors.count))
        }
        if result < 0 { throw SystemCallError(number: -result) }
    }

    /// The name of an attribute's field.
    static func name(of attribute: LogAttribute) -> String {
        attribute.isMessageID ? "MESSAGE_ID" : self.fieldName(attribute.key)
    }

    /// Names a field after a metadata key: `job.id` becomes `PROMPTD_JOB_ID`.
    ///
    /// journald takes A-Z, 0-9 and `_`, 64 of them at most, and drops a field with another name without a word.
    static func fieldName(_ key: String) -> String {
        let name = key.utf8.map { byte -> Character in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): Character(Unicode.Scalar(byte - 32))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                Character(Unicode.Scalar(byte))
            default: "_"
            }
        }
        return String(("PROMPTD_" + String(name)).prefix(64))
    }

    /// The syslog priority of a level, as `journalctl -p` filters by it.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
