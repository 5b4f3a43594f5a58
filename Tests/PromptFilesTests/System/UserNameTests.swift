import Foundation
import PromptTesting
import Testing

@testable import PromptFiles

/// Whose a file is, as far as the system tells.
struct UserNameTests {
    private func owner(_ user: UInt32) throws -> String? {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "x")
        var status = try #require(try OpenDirectory(at: folder.path).status(.named("x")))
        status.owner = user
        return UserName.owner(of: status)
    }

    /// Catches a name that is another's, a user without a name that is nobody, and promptd's own user told as somebody.
    @Test func isTheSystemsName() throws {
        #expect(try self.owner(1) == "daemon" && self.owner(1) == "daemon")
        #expect(try self.owner(3_999_999_999) == "3999999999")
        #expect(try self.owner(geteuid()) == nil)
    }
}
