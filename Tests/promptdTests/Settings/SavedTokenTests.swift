import Foundation
import Testing

@testable import promptd

struct SavedTokenTests {
    private static func read(_ content: String, mode: Int) throws -> SavedToken? {
        let workspace = try Workspace(isEmpty: true)
        defer { workspace.discard() }
        let path = "\(workspace.path)/token.json"
        try Files.write(content, to: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return try SavedToken.read(path)
    }

    /// Catches a token that others can read, without a word, or one that only its owner can, with one.
    @Test(arguments: [(0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o644, true)])
    func aTokenThatOthersCanReadIsTakenWithAWarning(_ mode: Int, _ warns: Bool) throws {
        let token = try Self.read(#"{"access_token": "right"}"#, mode: mode)
        #expect(token?.text == "right")
        #expect((token?.warning?.contains("chmod 600") ?? false) == warns)
        #expect(token?.warning?.contains("right") != true)
    }

    /// Catches a token that anybody may have put there.
    @Test(arguments: [0o620, 0o602, 0o664, 0o666, 0o777])
    func aTokenThatOthersCanChangeIsRefused(_ mode: Int) {
        let error = #expect(throws: ExitError.self) { try Self.read(#"{"access_token": "secret-1"}"#, mode: mode) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("chmod 600") == true)
        #expect(error?.message.contains("secret-1") != true)
    }

    /// Catches a broken file that is taken for none, and one that is not there for a broken one.
    @Test
    func aFileWithoutATokenIsAnErrorAndNoneIsNot() throws {
        for content in ["", "{}", #"{"access_token": 1}"#] {
            let error = #expect(throws: ExitError.self) { try Self.read(content, mode: 0o600) }
            #expect(error?.message.contains("runcomfy login") == true)
        }
        #expect(try SavedToken.read("/nonexistent/token.json") == nil)
    }

    /// Catches a warning that is lost on the way, and one about a file that was not used.
    @Test
    func theWarningIsOfTheTokenThatIsUsed() throws {
        let workspace = try Workspace(isEmpty: true)
        defer { workspace.discard() }
        try Files.makeFolder("\(workspace.path)/runcomfy")
        try Files.write(#"{"access_token": "a-token-1234"}"#, to: "\(workspace.path)/runcomfy/token.json")
        let path = "\(workspace.path)/runcomfy/token.json"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let folder = ["XDG_CONFIG_HOME": workspace.path]
        #expect(try TokenSource.find(environment: folder)?.warning?.contains(path) == true)
        let both = folder.merging(["RUNCOMFY_TOKEN": "b-token-1234"]) { $1 }
        let found = try #require(try TokenSource.find(environment: both))
        #expect(found.warning == nil)
    }
}
