import Glibc
import PromptCore
import PromptTesting
import SystemPackage
import Testing

@testable import PromptFiles

struct OpenDirectoryTests {
    private let folder: TemporaryFolder
    private let directory: OpenDirectory

    init() throws {
        self.folder = try TemporaryFolder()
        self.directory = try OpenDirectory(at: self.folder.path)
    }

    /// Only the configured path itself may lead somewhere else.
    @Test func followsNoSymbolicLinkBelowItself() throws {
        try self.folder.makeFolder("real")
        try self.folder.write("secret", to: "real/file")
        try self.folder.symbolicLink("folder", to: "real")
        try self.folder.symbolicLink("file", to: "real/file")
        #expect(throws: FileError.self) { try self.directory.directory(.named("folder")) }
        #expect(throws: FileError.self) { try self.directory.makeDirectory([.named("folder")]) }
        let failure = #expect(throws: FileError.self) { try self.directory.read(.named("file"), limit: 100) }
        #expect(failure?.kind == .wrongKind)
        #expect(try self.directory.status(.named("file"))?.kind == .symbolicLink)
        let led = try OpenDirectory(at: self.folder.path(of: "folder"))
        #expect(try led.read(.named("file"), limit: 100).bytes == Array("secret".utf8))
    }

    @Test func listsNamesAsTheBytesTheyAre() throws {
        let names: Set<[UInt8]> = [
            [0xFF, 0xFE], [0x0A], [0x20], Array("caf\u{E9}".utf8), Array("cafe\u{301}".utf8), Array("...".utf8),
            Array(".hidden".utf8), [UInt8](repeating: 0x78, count: 255),
        ]
        for name in names { try self.folder.write("", to: .init(bytes: name)) }
        for _ in 0..<2 { #expect(Set(try self.directory.entries().map(\.bytes)) == names) }
    }

    /// A FIFO would block whoever opens it, and a device may do anything.
    @Test(.timeLimit(.minutes(1)))
    func readsRegularFilesOnlyAndNeverHangs() throws {
        try self.folder.makePipe("pipe")
        try self.folder.makeFolder("sub")
        let pipe = #expect(throws: FileError.self) { try self.directory.read(.named("pipe"), limit: 100) }
        #expect(pipe?.errno == .notSupported)
        #expect(throws: FileError.self) { try self.directory.read(.named("sub"), limit: 100) }
        let devices = try OpenDirectory(at: "/dev")
        let zero = #expect(throws: FileError.self) { try devices.read(.named("zero"), limit: 100) }
        #expect(zero?.errno == .notSupported)
    }

    @Test(arguments: [(limit: 4, isRead: false), (limit: 5, isRead: true)])
    func readsUpToTheLimit(limit: Int, isRead: Bool) throws {
        try self.folder.write("bytes", to: "file")
        guard !isRead else {
            let (bytes, status) = try self.directory.read(.named("file"), limit: limit)
            #expect(bytes == Array("bytes".utf8))
            #expect(status == (try self.directory.status(.named("file"))))
            return
        }
        let failure = #expect(throws: FileError.self) { try self.directory.read(.named("file"), limit: limit) }
        #expect(failure?.errno == .fileTooLarge)
    }

    /// The kernel's own files say that they are empty and are not, as a file does that grows while it is read.
    @Test func refusesAFileThatIsNotAsLongAsItSaid() throws {
        let failure = #expect(throws: FileError.self) {
            try OpenDirectory(at: "/proc/self").read(.named("status"), limit: 1 << 20)
        }
        #expect(failure?.errno == .resourceTemporarilyUnavailable)
    }

    @Test func makesWhatIsMissingOfAPath() throws {
        let names = [FileName.named("a"), .named("b")]
        for _ in 0..<2 { _ = try self.directory.makeDirectory(names) }
        try self.folder.write("x", to: "a/b/file")
        #expect(try self.directory.directory(names).entries() == [.named("file")])
        let failure = #expect(throws: FileError.self) { try self.directory.directory([.named("a"), .named("c")]) }
        #expect(failure?.kind == .missing)
    }

    @Test func createsOnlyWhatIsNotThere() throws {
        try self.directory.create(.named("file"), with: [1, 2], durable: true)
        let failure = #expect(throws: FileError.self) {
            try self.directory.create(.named("file"), with: [3], durable: false)
        }
        #expect(failure?.kind == .exists)
        #expect(try self.folder.bytes(of: "file") == [1, 2])
    }

    @Test(arguments: [true, false])
    func replacesWholeFilesAndLeavesNothingBeside(durable: Bool) throws {
        // Left by a process that stopped in the middle.
        try self.folder.write("half", to: ".file.tmp")
        for bytes: [UInt8] in [[1, 2, 3], [4]] {
            try self.directory.replace(.named("file"), with: bytes, durable ? .all : .none)
            #expect(try self.folder.bytes(of: "file") == bytes)
        }
        #expect(try self.folder.names() == ["file"])
    }

    @Test func removesFilesAndWholeFolders() throws {
        try self.folder.write("", to: "file")
        try self.folder.makeFolder("sub")
        try self.folder.makeFolder("sub/@eaDir")
        try self.folder.write("", to: "sub/@eaDir/file")
        try self.folder.symbolicLink("sub/link", to: "../kept")
        try self.folder.makeFolder("kept")
        try self.folder.write("", to: "kept/file")
        for _ in 0..<2 {
            try self.directory.remove(.named("file"))
            try self.directory.removeFolder(.named("sub"))
        }
        #expect(try self.folder.names() == ["kept"])
        #expect(try self.folder.names(in: "kept") == ["file"])
    }

    @Test func reportsAFlushThatFailed() async throws {
        let directory = self.directory
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.flush, EIO)]) { try directory.flush() }
        }
        #expect(failure?.kind == .inputOutput)
        let created = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.flush, ENOSPC)]) {
                try directory.create(.named("file"), with: [1], durable: true)
            }
        }
        #expect(created?.kind == .full)
    }

    /// Some network file systems have no flush for folders.
    @Test(arguments: [EINVAL, EOPNOTSUPP])
    func takesAFolderThatCannotBeFlushedAsFlushed(errno: CInt) async throws {
        let directory = self.directory
        try self.folder.write("x", to: "a")
        try await FailingCalls.run([(.flush, errno)]) { try directory.rename(.named("a"), to: .named("b")) }
        #expect(try self.folder.names() == ["b"])
    }

    @Test func keepsNoDescriptorOpen() throws {
        try self.folder.makeFolder("sub")
        try self.folder.write("x", to: "sub/file")
        for _ in 0..<50 {
            let sub = try self.directory.directory(.named("sub"))
            _ = try sub.entries()
            _ = try sub.read(.named("file"), limit: 10)
            try sub.replace(.named("file"), with: [1], .none)
            #expect(throws: FileError.self) { try sub.read(.named("file"), limit: 0) }
            #expect(throws: FileError.self) { try sub.directory(.named("file")) }
            #expect(throws: FileError.self) { try sub.create(.named("file"), with: [], durable: false) }
        }
        #expect(try self.folder.openDescriptors() == 1)
    }

    /// Catches a root folder that promptd may not write to and takes for one prompt's trouble, and the reverse.
    @Test func refusalsAreTheRootsOrTheFolders() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("below")
        for name in ["a", "below/a"] as [TemporaryFolder.Path] { try folder.write("x", to: name) }
        let path = folder.path
        let missing = #expect(throws: FileError.self) { try OpenDirectory(at: path + "/nothing") }
        #expect(missing?.isAtRoot == true)
        for (isRoot, errno) in [(true, EACCES), (false, EACCES), (true, EPERM)] {
            let calls: [(FailingCalls.Call, CInt)] = [(.renameWithoutReplacing, errno)]
            let failure = try await FailingCalls.run(calls) {
                let root = try OpenDirectory(at: path)
                let place = isRoot ? root : try root.directory(FileName(fixed: "below"))
                return #expect(throws: FileError.self) {
                    try place.rename(FileName(fixed: "a"), to: FileName(fixed: "b"))
                }
            }
            #expect(failure?.isAtRoot == (isRoot && errno == EACCES), "\(isRoot) \(errno)")
        }
    }
}
