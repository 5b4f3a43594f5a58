import PromptCore
import PromptTesting
import SystemPackage
import Testing

@testable import PromptFiles

struct FileErrorTests {
    @Test(
        arguments: [
            (.noSpace, .full), (.diskQuotaExceeded, .full), (.readOnlyFileSystem, .readOnly),
            (.permissionDenied, .denied), (.notPermitted, .denied), (.noSuchFileOrDirectory, .missing),
            (.staleNFSFileHandle, .away), (.fileExists, .exists), (.directoryNotEmpty, .exists),
            (.tooManySymbolicLinkLevels, .wrongKind), (.notDirectory, .wrongKind), (.isDirectory, .wrongKind),
            (.ioError, .inputOutput), (.tooManyOpenFiles, .exhausted), (.noMemory, .exhausted), (.badAddress, .other),
        ] as [(Errno, FileError.Kind)]
    )
    func tellsWhatIsWrongAndWhatToDo(errno: Errno, kind: FileError.Kind) {
        let failure = FileError("open", "inbox/a.prompt.json", errno)
        #expect(failure.kind == kind)
        #expect(failure.description.hasPrefix("cannot open inbox/a.prompt.json: "))
        #expect(failure.description.hasSuffix(failure.advice))
    }

    /// Catches advice about a file where its folder is what has to be mended.
    @Test(
        arguments: [
            ("rename", .permissionDenied, true, "access to the folder"),
            ("make", .permissionDenied, true, "to the folder"),
            ("open", .permissionDenied, false, "access to it"), ("rename", .notPermitted, false, "sticky bit"),
            ("open the folder", .permissionDenied, false, "access to it"),
        ] as [(String, Errno, Bool, String)]
    )
    func saysWhetherTheFolderIsMeant(operation: String, errno: Errno, isAboutFolder: Bool, words: String) {
        let failure = FileError(operation, "inbox/x/a.prompt.json", errno)
        #expect(failure.isAboutFolder == isAboutFolder)
        #expect(failure.advice.contains(words))
        let told = InboxFolder.closedFolder(failure)
        #expect((told != nil) == (isAboutFolder || operation == "open the folder"))
        #expect(told?.contains("chmod g+rwxs") != false)
        #expect(
            !isAboutFolder || failure.kind != .denied || failure.advice.contains("chmod g+rwxs"),
            "as the notice says"
        )
        #expect(InboxFolder.closedFolder(FileError(operation, "inbox", errno, isAtRoot: true)) == nil)
    }

    /// Catches an advice to open the file where its folder is what is closed: a file that is renamed need not be writable.
    @Test(arguments: ["make", "make the folder", "rename", "link", "remove", "remove the folder"])
    func tellsAClosedFolderFromAClosedFile(_ operation: String) {
        let closed = FileError(operation, "inbox/camp/a.prompt.json", .permissionDenied)
        #expect(closed.advice.contains("the folder it lies in"))
        #expect(!FileError(operation, "inbox/camp/a", .notPermitted).advice.contains("the folder it lies in"))
        #expect(!FileError("open", "inbox/camp/a", .permissionDenied).advice.contains("the folder it lies in"))
    }

    /// A file system that is full or read-only, as it really answers.
    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func knowsAFullAndAReadOnlyFileSystem() throws {
        let folder = try TemporaryFolder()
        let mount = try SmallFileSystem(at: folder.path, kilobytes: 64)
        let directory = try OpenDirectory(at: mount.path)
        #expect(try directory.freeBytes() > 0)
        let full = #expect(throws: FileError.self) {
            try directory.create(.named("big"), with: [UInt8](repeating: 1, count: 100_000), durable: true)
        }
        #expect(full?.kind == .full)
        #expect(try directory.freeBytes() == 0)
        try mount.makeReadOnly()
        let readOnly = #expect(throws: FileError.self) {
            try directory.create(.named("file"), with: [1], durable: true)
        }
        #expect(readOnly?.kind == .readOnly)
    }

    /// Catches one file's trouble that holds everybody, and a disk's that nobody is told of.
    @Test func tellsOneItemsTroubleFromEverybodys() {
        let items: [Errno] = [
            .permissionDenied, .notPermitted, .noSuchFileOrDirectory, .fileExists, .notDirectory,
            .tooManySymbolicLinkLevels, .fileNameTooLong, .illegalByteSequence, .invalidArgument,
        ]
        for errno in items {
            #expect(FileError("rename", "/inbox/x/y", errno).isOfOneItem, "\(errno)")
            #expect(!FileError("rename", "/inbox/y", errno, isAtRoot: true).isOfOneItem, "\(errno)")
        }
        let disks: [Errno] = [
            .noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .ioError, .staleNFSFileHandle, .tooManyOpenFiles,
        ]
        for errno in disks { #expect(!FileError("rename", "/inbox/x/y", errno).isOfOneItem, "\(errno)") }
    }
}
