import ArgumentParser
import Foundation
import PromptCore

/// What a shell offers while a command line is typed.
enum Completion {
    /// How long a shell may be kept waiting.
    private static let patience = DispatchTimeInterval.seconds(1)

    /// What of `find` begins with `prefix`, in its order; nothing if that takes long.
    static func soon(_ prefix: String, _ find: @escaping @Sendable () -> [String]) -> [String] {
        let (done, found) = (DispatchSemaphore(value: 0), NameBox())
        // On a thread that the process leaves behind: a share that is gone does not answer at all.
        Thread.detachNewThread {
            found.set(find())
            done.signal()
        }
        guard done.wait(timeout: .now() + self.patience) == .success else { return [] }
        return found.names.filter { $0.hasPrefix(prefix) }
    }

    /// What of the command line says which folders are meant; `words` are those of it.
    static func options(_ words: [String]) -> SettingOptions {
        func value(_ name: String) -> String? {
            for (index, word) in words.enumerated() {
                if word == name, index + 1 < words.count { return words[index + 1] }
                if word.hasPrefix("\(name)=") { return String(word.dropFirst(name.count + 1)) }
            }
            return nil
        }
        return SettingOptions.with {
            $0.config = value("--config")
            $0.inbox = value("--inbox")
            $0.state = value("--state")
        }
    }

    /// A shell splits at line breaks, and shows what it is given.
    static func isPlain(_ name: String) -> Bool {
        !name.unicodeScalars.contains { $0.isInvisible } && !name.contains("\u{FFFD}")
    }
}
