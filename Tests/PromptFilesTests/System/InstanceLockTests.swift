import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InstanceLockTests {
    private let folder: TemporaryFolder
    private let directory: OpenDirectory

    init() throws {
        self.folder = try TemporaryFolder()
        self.directory = try OpenDirectory(at: self.folder.path)
    }

    private func lock(_ host: String) throws -> InstanceLock {
        try InstanceLock(.named("lock"), in: self.directory, folder: "inbox", host: host)
    }

    @Test func refusesASecondAndNamesTheFirst() throws {
        let first = try self.lock("render1")
        let taken = #expect(throws: InstanceLock.TakenError.self) { try self.lock("render2") }
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(taken == InstanceLock.TakenError(folder: "inbox", holder: "pid \(pid) on render1"))
        #expect(taken?.description.contains("pid \(pid) on render1") == true)
        withExtendedLifetime(first) {}
    }

    @Test func isFreeAgainWhenItIsLetGoOf() throws {
        _ = try self.lock("a-host-with-a-long-name")
        let second = try self.lock("b")
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(try self.folder.text(of: "lock") == "pid \(pid) on b\n")
        withExtendedLifetime(second) {}
        #expect(try self.folder.openDescriptors() <= 2)
    }

    /// Whether another process could take the lock.
    private func isFreeForOthers() throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["flock", "--nonblock", "--conflict-exit-code", "9", self.folder.path(of: "lock"), "true"]
        try process.run()
        process.waitUntilExit()
        try #require([0, 9].contains(process.terminationStatus))
        return process.terminationStatus == 0
    }

    @Test(.timeLimit(.minutes(1)))
    func holdsAgainstAnotherProcess() throws {
        do {
            let lock = try self.lock("render1")
            #expect(try !self.isFreeForOthers())
            withExtendedLifetime(lock) {}
        }
        #expect(try self.isFreeForOthers())
    }

    @Test func isNotTakenThroughASymbolicLink() throws {
        try self.folder.write("precious", to: "file")
        try self.folder.symbolicLink("lock", to: "file")
        #expect(throws: FileError.self) { try self.lock("render1") }
        #expect(try self.folder.text(of: "file") == "precious")
    }
}
