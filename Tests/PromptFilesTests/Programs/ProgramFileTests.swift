import Foundation
import Glibc
import PromptTesting
import Testing

@testable import PromptFiles

/// Who may say what runs with the daemon's rights.
struct ProgramFileTests {
    private static func problem(_ path: String) -> String? {
        do {
            _ = try ProgramFile.check(path)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func oneThatOnlyItsOwnerCanWriteIsTaken() throws {
        let script = try Script("")
        #expect(try ProgramFile.check(script.path) == script.path)
    }

    /// Catches a file, or a folder on the way to it, through which others could have anything run.
    @Test(arguments: [0o775, 0o757, 0o777]) func oneThatOthersCanChangeIsRefused(mode: Int) throws {
        let script = try Script("", mode: mode)
        #expect(
            Self.problem(script.path) == """
                \(script.path) may be written by others, who could have anything run by promptd; run chmod go-w on it
                """
        )
        try script.chmod(0o755, script.path)
        try script.chmod(mode, script.folder.path)
        #expect(Self.problem(script.path)?.hasPrefix("\(script.folder.path) may be written by others") == true)
        try script.chmod(mode | 0o1000, script.folder.path)
        #expect(Self.problem(script.path) == nil)
    }

    /// Catches a link in a folder of others', which could lead elsewhere tomorrow, and one that leads into such a folder.
    @Test func aLinkIsJudgedByBothOfItsWays() throws {
        let script = try Script("")
        let (open, closed) = (try TemporaryFolder(), try TemporaryFolder())
        let link = closed.path(of: "link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: script.path)
        #expect(try ProgramFile.check(link) == script.path)
        try script.chmod(0o777, script.folder.path)
        #expect(Self.problem(link)?.hasPrefix("\(script.folder.path) may be written") == true)
        try script.chmod(0o755, script.folder.path)
        let loose = open.path(of: "link")
        try FileManager.default.createSymbolicLink(atPath: loose, withDestinationPath: script.path)
        try script.chmod(0o777, open.path)
        #expect(Self.problem(loose)?.hasPrefix("\(open.path) may be written") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func oneOfAnotherUserIsRefused() throws {
        let script = try Script("")
        chown(script.path, 12345, 0)
        #expect(Self.problem(script.path)?.contains("belongs to another user") == true)
    }

    @Test func whatIsNoProgramIsRefused() throws {
        let script = try Script("", mode: 0o644)
        #expect(Self.problem(script.path) == "\(script.path) is not executable; run chmod +x on it")
        #expect(
            Self.problem(script.folder.path)
                == "\(script.folder.path) is not a regular file; write the path of a program"
        )
        #expect(Self.problem("hook.sh")?.hasPrefix("hook.sh is not an absolute path") == true)
        #expect(Self.problem("\(script.path).no")?.contains("No such file or directory; is it there") == true)
    }

    /// Catches a script whose interpreter is forgotten: then the system speaks of the script as if that were not there.
    @Test func theInterpreterIsLookedAtToo() throws {
        let script = try Script("")
        try script.folder.write("#! /no/such/shell -e\n", to: "hook")
        #expect(Self.problem(script.path)?.hasPrefix("/no/such/shell cannot be run: No such file") == true)
    }

    /// Catches a message that speaks of permissions where the place is what is wrong, as under a hardened unit.
    @Test(.enabled(if: geteuid() == 0, "only root can mount"))
    func aPlaceWhereNothingMayRunIsNamed() throws {
        let folder = try TemporaryFolder()
        guard mount("none", folder.path, "tmpfs", UInt(MS_NOEXEC), "mode=755") == 0 else {
            // A container may forbid it to root as well.
            #expect([EPERM, EACCES].contains(errno))
            return
        }
        defer { umount2(folder.path, CInt(MNT_DETACH)) }
        try folder.write("#!/bin/sh\n", to: "hook")
        let path = folder.path(of: "hook")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let problem = try #require(Self.problem(path))
        #expect(problem.hasPrefix("\(path) lies where nothing may be run"))
        #expect(problem.contains("add ExecPaths=\(path) in a drop-in"))
    }
}
