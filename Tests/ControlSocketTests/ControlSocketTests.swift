import Foundation
import Glibc
import Logging
import PromptControl
import Testing

@testable import ControlSocket

@Suite(.timeLimit(.minutes(1)))
struct ControlSocketTests {
    /// A folder of a test's own, with a server in it while `body` runs.
    private static func withServer(
        _ answer: @escaping @Sendable (ControlRequest, ControlPeer) async -> ControlAnswer,
        _ body: @escaping @Sendable (_ path: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "control-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "control.sock").path
        let server = ControlServer(at: .path(path), logger: Logger(label: "test"), answer: answer)
        let result: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    while await !ControlClient(path: path).isAnswered { await Task.yield() }
                    try await body(path)
                }
                try await group.next()
                group.cancelAll()
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        #expect(!FileManager.default.fileExists(atPath: path), "a socket that nobody listens at is left")
        try FileManager.default.removeItem(at: folder)
        try result.get()
    }

    /// Catches an answer that is another's, a peer that is made up, and a socket that others may use.
    @Test
    func eachQuestionHasItsAnswer() async throws {
        try await Self.withServer { request, peer in
            switch request {
            case .status: .status(document: "\(peer.user) \(peer.process)")
            case .list, .show, .report, .backup, .cancel, .adopt: .refused(message: "not asked for")
            case .reload: .reload(.init(changed: ["settle"], waiting: ["inbox"], problems: []))
            }
        } _: { path async throws in
            let client = ControlClient(path: path)
            #expect(try await client.ask(.status) == .status(document: "\(getuid()) \(getpid())"))
            #expect(try await client.ask(.reload) == .reload(.init(changed: ["settle"], waiting: ["inbox"])))
            var facts = stat()
            #expect(stat(path, &facts) == 0)
            #expect(facts.st_mode & 0o777 == 0o660)
        }
    }

    /// Catches a server that one silent, broken or foreign client keeps from answering others.
    @Test
    func oneClientIsNotInTheWayOfOthers() async throws {
        try await Self.withServer { _, _ in
            .status(document: "{}")
        } _: { path async throws in
            // More than may ask at once come and go without a word.
            for _ in 0..<20 { #expect(await ControlClient(path: path).isAnswered) }
            let lines = [
                "nonsense\n", "{\"version\": 1, \"message\": {\"dance\": {}}}\n", "{\"version\": 2}\n",
                String(repeating: "a", count: 2 << 20) + "\n",
            ]
            for (line, words) in zip(lines, ["no message", "no message", "of version 2", "more than"]) {
                let answer = try Self.raw(line, to: path)
                #expect(answer.contains("refused") && answer.contains(words), "\(answer)")
            }
            #expect(try await ControlClient(path: path).ask(.status) == .status(document: "{}"))
        }
    }

    /// Catches many who ask at once and are not all answered.
    @Test
    func manyMayAsk() async throws {
        try await Self.withServer { _, _ in
            .status(document: "{}")
        } _: { path async throws in
            try await withThrowingTaskGroup(of: ControlAnswer.self) { group in
                for _ in 0..<30 { group.addTask { try await ControlClient(path: path).ask(.status) } }
                for try await answer in group { #expect(answer == .status(document: "{}")) }
            }
        }
    }

    /// Catches a long answer that is cut off, since it does not fit into the socket at once.
    @Test
    func aLongAnswerIsWhole() async throws {
        let document = String(repeating: "long ", count: 2 << 20)
        try await Self.withServer { _, _ in
            .status(document: document)
        } _: { path async throws in
            #expect(try await ControlClient(path: path).ask(.status) == .status(document: document))
        }
    }

    /// Catches silent clients that take every turn without others being told, and a stop that fails on those that were not
    /// served.
    @Test
    func whoGetsNoTurnIsTold() async throws {
        try await Self.withServer { _, _ in
            .status(document: "{}")
        } _: { path async throws in
            let silent = try (0..<60).map { _ in try Self.connected(path) }
            defer { for descriptor in silent { close(descriptor) } }
            let answer = try await ControlClient(path: path).ask(.status)
            guard case .refused(let why) = answer else { throw ControlError.garbled("\(answer)") }
            #expect(why.contains("too many"))
        }
    }

    /// Catches a file that is replaced, since somebody has given its name for the socket's.
    @Test
    func aFileStays() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "control-\(UUID().uuidString.prefix(8))").path
        try Data("mine".utf8).write(to: URL(filePath: path))
        let server = ControlServer(at: .path(path), logger: Logger(label: "test")) { _, _ in .status(document: "") }
        let failure = await #expect(throws: ControlError.self) { try await server.run() }
        guard case .broken(let why) = failure else { throw try #require(failure) }
        #expect(why.contains("is no socket"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        try FileManager.default.removeItem(atPath: path)
    }

    /// Catches a daemon that is not there and is told as anything else; and a socket that is left by a killed one.
    @Test
    func whoIsNotThereIsTold() async throws {
        let nowhere = FileManager.default.temporaryDirectory.appending(path: "control-\(UUID().uuidString.prefix(8))")
        await #expect(throws: ControlError.noDaemon) {
            try await ControlClient(path: nowhere.path).ask(.status)
        }
    }

    /// Catches a second server that takes the first one's place.
    @Test
    func oneListens() async throws {
        try await Self.withServer { _, _ in
            .status(document: "{}")
        } _: { path async throws in
            let second = ControlServer(at: .path(path), logger: Logger(label: "test")) { _, _ in .status(document: "") }
            let failure = await #expect(throws: ControlError.self) { try await second.run() }
            guard case .broken(let why) = failure else { throw try #require(failure) }
            #expect(why.contains("another promptd listens"))
            #expect(try await ControlClient(path: path).ask(.status) == .status(document: "{}"))
        }
    }

    /// Sends bytes as they are, and reads what comes until the end.
    private static func raw(_ text: String, to path: String) throws -> String {
        let descriptor = try Self.connected(path)
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // Told that it is too much, whoever sends may stop.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += buffer.prefix(count)
        }
    }

    private static func connected(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        return descriptor
    }
}
