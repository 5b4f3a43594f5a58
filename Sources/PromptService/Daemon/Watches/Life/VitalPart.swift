import PromptFiles
import PromptJournal
import Synchronization

/// A part of the daemon that has to get on, or the service manager is to start it again.
struct VitalPart: Sendable {
    /// As people call it.
    let name: String
    /// Whether it has got on since the last time this was asked.
    ///
    /// Asking also gives it something to do, so that one that is idle can show that it lives.
    let hasMoved: @Sendable () -> Bool

    /// The dispatcher, which makes a turn now and then.
    static func dispatcher(_ health: DaemonHealth) -> VitalPart {
        VitalPart(name: "the dispatcher") { health.shouldKick() }
    }

    /// The inbox's watch.
    ///
    /// One that waits for its disk or file server is told of by ``FolderWatch``; a restart would wait for the same.
    static func inbox(_ inbox: Inbox) -> VitalPart {
        let last = Mutex<Int?>(nil)
        return VitalPart(name: "the inbox's watch") {
            let steps = inbox.stepsAfterWakeUp()
            let hasMoved = last.withLock { last in
                defer { last = steps }
                return last != steps
            }
            return hasMoved || inbox.isWaitingForDisk
        }
    }

    /// The journal's connection: a question that is asked at one look has to be answered by the next.
    ///
    /// Unless a commit waits for its disk, which ``FolderWatch`` tells of.
    static func journal(
        _ journal: Journal,
        isWaitingForDisk: @escaping @Sendable () -> Bool = { Blocking.oldest(.state) != nil }
    ) -> VitalPart {
        let question = JournalQuestion(journal)
        return VitalPart(name: "the journal") { question.isAnswered() || isWaitingForDisk() }
    }
}
