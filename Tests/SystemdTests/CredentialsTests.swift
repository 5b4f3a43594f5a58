import Foundation
import Testing

@testable import Systemd

struct CredentialsTests {
    private let folder: TemporaryFolder
    private let credentials: Credentials

    init() throws {
        self.folder = try TemporaryFolder()
        self.credentials = Credentials(environment: ["CREDENTIALS_DIRECTORY": self.folder.path])
    }

    @Test(arguments: [Array("rc-key\n".utf8), [], [0, 255, 10, 0], Array(repeating: 7, count: Credentials.sizeLimit)])
    func aCredentialIsReadByteForByte(_ bytes: [UInt8]) throws {
        _ = try self.folder.write(bytes, to: "token")
        #expect(try self.credentials.read("token") == bytes)
    }

    @Test func aCredentialThatIsNotThereIsNil() throws {
        #expect(try self.credentials.read("token") == nil)
        #expect(try Credentials(environment: [:]).read("token") == nil)
        #expect(try Credentials(environment: ["CREDENTIALS_DIRECTORY": ""]).read("token") == nil)
        #expect(
            try Credentials(environment: ["CREDENTIALS_DIRECTORY": self.folder.path + "/gone"]).read("token") == nil
        )
    }

    /// With slashes the name would reach files outside the folder; a NUL would cut the path short.
    @Test(arguments: ["", ".", "..", "../token", "/etc/hostname", "a/b", "token\0x"])
    func aNameThatIsNotAPlainFileNameIsRefused(_ name: String) throws {
        _ = try self.folder.write([1], to: "token")
        let error = #expect(throws: SystemdError.self) { try self.credentials.read(name) }
        #expect(error?.code == .credentialName)
    }

    /// A forgotten log file in place of the token must not fill the memory or go out as a header.
    @Test func aCredentialThatIsTooLargeIsRefused() throws {
        _ = try self.folder.write(Array(repeating: 7, count: Credentials.sizeLimit + 1), to: "token")
        let error = #expect(throws: SystemdError.self) { try self.credentials.read("token") }
        #expect(error?.code == .credentialTooLarge)
    }

    /// Opening a FIFO waits for a writer who never comes, unless told not to; hence the alarm.
    @Test(.timeLimit(.minutes(1)))
    func aFIFOOrAFolderIsRefusedAtOnce() async {
        await #expect(processExitsWith: .success) {
            alarm(30)
            let folder = try TemporaryFolder()
            try #require(mkfifo("\(folder.path)/fifo", 0o600) == 0)
            try #require(mkdir("\(folder.path)/folder", 0o700) == 0)
            let credentials = Credentials(environment: ["CREDENTIALS_DIRECTORY": folder.path])
            for name in ["fifo", "folder"] {
                let error = #expect(throws: SystemdError.self) { try credentials.read(name) }
                #expect(error?.code == .credentialNotRegular)
            }
        }
    }

    /// Mounted secrets of container platforms are links.
    @Test func aLinkToAFileIsFollowedALoopIsAnError() throws {
        _ = try self.folder.write([1, 2], to: "target")
        #expect(symlink("target", "\(self.folder.path)/token") == 0)
        #expect(try self.credentials.read("token") == [1, 2])
        #expect(symlink("loop", "\(self.folder.path)/loop") == 0)
        let error = #expect(throws: SystemdError.self) { try self.credentials.read("loop") }
        #expect(error?.code == .credentialUnreadable)
        #expect(error?.errno == ELOOP)
    }

    /// Taken for "absent", a broken folder would make the daemon say that no token was set.
    @Test func aFolderThatIsNoFolderIsAnErrorNotAnAbsentCredential() throws {
        let path = try self.folder.write([], to: "file")
        let broken = Credentials(environment: ["CREDENTIALS_DIRECTORY": path])
        let error = #expect(throws: SystemdError.self) { try broken.read("token") }
        #expect(error?.code == .credentialUnreadable)
        #expect(error?.errno == ENOTDIR)
    }
}
