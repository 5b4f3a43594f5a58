import Foundation
import PromptCore
import PromptFiles
import Synchronization
import Testing

@testable import PromptService

struct DiskSpaceTests {
    /// A disk with as many free bytes as the test says.
    final class Disk: Sendable {
        private let bytes: Mutex<Int64>

        init(_ bytes: Int64) { self.bytes = Mutex(bytes) }

        var free: Int64 {
            get { self.bytes.withLock { $0 } }
            set { self.bytes.withLock { $0 = newValue } }
        }

        func named(_ name: String) -> DiskSpace.Disk {
            .init(name: name, place: .state) { () throws(FileError) in self.free }
        }
    }

    private static let least: Int64 = 100 << 20
    private let outbox: Disk
    private let state = Disk(1 << 40)
    private let request: JobRequest
    private let space: DiskSpace
    private let first = Job.sample("a", 1).id
    private let second = Job.sample("b", 2).id

    /// There is room for one request, and not for two.
    init() throws {
        self.request = try .sample(images: 3)
        self.outbox = Disk(Self.least + self.request.largestResult * 3 / 2)
        self.space = DiskSpace(
            outbox: self.outbox.named("outbox"),
            others: [self.state.named("state")],
            least: Self.least
        )
    }

    /// Catches two submissions that both count on the last free space.
    @Test func whatIsSetAsideIsNotThereForAnother() async throws {
        #expect(try await self.space.reserve(self.request, for: self.first) == nil)
        #expect(try await self.space.reserve(self.request, for: self.first) == nil)
        let shortage = try #require(try await self.space.reserve(self.request, for: self.second))
        #expect(shortage.contains("the outbox has") && shortage.contains("min-free-space"))
        self.space.release(self.first)
        #expect(try await self.space.reserve(self.request, for: self.second) == nil)
    }

    /// Catches a permit that is dropped after its job was sent, and takes the room of what is paid for.
    @Test func whatIsOnItsWayCannotBeReleased() async throws {
        #expect(try await self.space.reserve(self.request, for: self.first) == nil)
        var job = Job.sample("a", 1)
        job.claimed(at: .now)
        job.submissionStarted(self.request, at: .now)
        self.space.note(job)
        self.space.release(job.id)
        #expect(try await self.space.reserve(self.request, for: self.second) != nil)
        _ = job.submissionAnswered(.refused(Refusal(reason: .balance, status: 402, message: "empty")))
        self.space.note(job)
        #expect(try await self.space.reserve(self.request, for: self.second) == nil)
    }

    /// Catches a full disk of the journal's that is found out after the money is spent.
    @Test func theOtherDisksNeedSpaceToo() async throws {
        self.state.free = Self.least - 1
        let shortage = try #require(try await self.space.reserve(self.request, for: self.first))
        #expect(shortage.contains("the folder of the state has 100 MiB free"))
        self.state.free = Self.least
        #expect(try await self.space.reserve(self.request, for: self.first) == nil)
    }
}
