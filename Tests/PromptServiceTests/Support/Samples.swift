import Foundation
import Logging
import PromptCore
import PromptFiles
import Synchronization

@testable import PromptService

extension DaemonSettings {
    /// Settings with which nothing is written anywhere.
    static var sample: DaemonSettings {
        DaemonSettings(
            inbox: "/inbox",
            outbox: "/outbox",
            state: "/state",
            rules: PromptRules(),
            identity: DaemonIdentity(version: "test", host: "test")
        )
    }
}

extension PromptPath {
    /// The path of a prompt in the inbox itself.
    static func named(_ text: String) -> PromptPath {
        guard let path = PromptPath(bytes: Array(text.utf8)) else { preconditionFailure("\(text) is no path") }
        return path
    }
}

extension Job {
    static func sample(_ name: String = "boat", _ number: UInt64 = 1) -> Job {
        let time = Date(timeIntervalSince1970: 1_800_000_000)
        return Job(id: JobID(at: time, random: number), source: .named(name), dropped: time)
    }

    /// A job whose request was accepted at `time`.
    static func accepted(_ name: String = "boat", at time: Date) throws -> Job {
        var job = Job.sample(name)
        job.claimed(at: time)
        job.submissionStarted(try .sample(), at: time)
        _ = job.submissionAnswered(.accepted(.sample))
        return job
    }
}

extension JobRequest {
    /// A request for so many small pictures, at 0.03 USD each.
    static func sample(images: Int = 2) throws -> JobRequest {
        let text = #"{"text": "Draw \#(images) images of a pixel.", "image_size": "1:1"}"#
        let prompt = try Prompt.decode(Array(text.utf8), rules: PromptRules())
        let price = ModelPrice(base: USD(micros: 30_000), unit: "image")
        return JobRequest(prompt, defaultModel: .seedreamSequential, price: price)
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// Counts calls from any thread.
final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { self.value.withLock { $0 } }
    func add() { self.value.withLock { $0 += 1 } }
}

extension LiveSettings {
    static var sample: LiveSettings { LiveSettings(.sample) }
}
