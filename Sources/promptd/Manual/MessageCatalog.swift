import PromptCore

/// What `journalctl -x` says of promptd's messages, from the table of them.
enum MessageCatalog {
    static var text: String {
        LogMessage.allCases.map { message in
            """
            -- \(message.rawValue)
            Subject: \(message.subject)
            Defined-By: promptd
            Support: man:promptd(8)
            Documentation: man:promptd(8)

            \(message.explanation)

            """
        }.joined(separator: "\n")
    }
}
