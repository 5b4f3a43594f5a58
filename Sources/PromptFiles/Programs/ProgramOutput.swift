import Glibc
import PromptCore
import SystemPackage

/// What a program writes: read so that it need not wait, and forgotten but for the end, or but for the beginning.
struct ProgramOutput {
    /// What is kept of it.
    enum Kept {
        case end(Int)
        case beginning(Int)

        /// Of an error output, for a log.
        static let lastWords = Self.end(4096)
    }

    private static let part = 1 << 16
    /// Bytes beyond which it is read slowly: nobody needs them, and a flood must not take a processor.
    private static let patience = 1 << 20
    private static let pause = Duration.milliseconds(10)

    let file: OpenFile
    private let keeps: Kept
    /// What is kept.
    private(set) var bytes: [UInt8] = []
    /// How much there was in all.
    private(set) var count = 0
    private var isOver = false
    /// Nothing is read before.
    private(set) var pausedUntil: ContinuousClock.Instant?

    init(_ file: OpenFile, keeps: Kept = .lastWords) {
        (self.file, self.keeps) = (file, keeps)
    }

    mutating func isListening(at now: ContinuousClock.Instant) -> Bool {
        if let pause = self.pausedUntil, now >= pause { self.pausedUntil = nil }
        return !self.isOver && self.pausedUntil == nil
    }

    /// Reads what is there, at most as much as a pipe holds.
    mutating func read() throws(FileError) {
        guard !self.isOver else { return }
        var failure: FileError?
        let part = unsafe [UInt8](unsafeUninitializedCapacity: Self.part) { buffer, filled in
            do throws(FileError) {
                filled = try systemCall("read", self.file.path) {
                    unsafe Glibc.read(self.file.descriptor, buffer.baseAddress, Self.part)
                }
            } catch {
                failure = error
            }
        }
        if let failure {
            // Nothing is there now.
            guard failure.errno == .resourceTemporarilyUnavailable else { throw failure }
            return
        }
        self.isOver = part.isEmpty
        self.count += part.count
        switch self.keeps {
        case .end(let limit): self.bytes = (self.bytes + part).suffix(limit)
        case .beginning(let limit): self.bytes += part.prefix(limit - self.bytes.count)
        }
        if self.count > Self.patience { self.pausedUntil = .now + Self.pause }
    }

    /// The last line that says something, fit for a log.
    var lastLine: String {
        let lines = self.bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        for line in lines.reversed() {
            let text = SingleLine.text(String(decoding: line, as: UTF8.self), limit: 200)
            if !text.isEmpty { return text }
        }
        return ""
    }
}
