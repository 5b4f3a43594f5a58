import Foundation
import Glibc
import PromptTesting
import Testing

@testable import PromptFiles

/// Programs of the administrator's, which may do anything.
///
/// One after the other: a script cannot be run while a process that another test starts holds it open for writing.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct ProgramRunnerTests {
    private let runner: ProgramRunner

    init() throws {
        self.runner = try ProgramRunner()
    }

    /// Waits until there is no process of that number, other than one that has ended: a signal takes its time to arrive.
    private static func ends(_ process: String?) async throws {
        let number = try #require(process).trimmingCharacters(in: .whitespacesAndNewlines)
        while let status = FileManager.default.contents(atPath: "/proc/\(number)/stat"),
            !String(decoding: status, as: UTF8.self).contains(") Z ")
        { await Task.yield() }
    }

    /// Catches a secret of the daemon's that a program inherits: by its environment, a descriptor, or the folder it is in.
    @Test func itGetsWhatItIsGivenAndNothingElse() async throws {
        let script = try Script(#"cd "${0%/*}"; env >env; ls -l /proc/self/fd >fds; cat >input; echo "$OLDPWD" >cwd"#)
        let name: [UInt8] = [0x61, 0xFF, 0x0A, 0x24]
        let environment: [(name: String, value: [UInt8])] = [("PATH", Array("/usr/bin:/bin".utf8)), ("NAME", name)]
        let file = open("/etc/passwd", O_RDONLY)
        defer { close(file) }
        let outcome = try await self.runner.run(script.program(environment, input: Array("{}\n".utf8)))
        #expect(outcome.end == .exited(code: 0) && outcome.lastLine == "")
        #expect(script.text("input") == "{}\n")
        #expect(script.text("cwd") == "/\n")
        let bytes = try #require(FileManager.default.contents(atPath: script.folder.path(of: "env")))
        #expect(bytes.range(of: Data(Array("NAME=".utf8) + name)) != nil)
        let ours = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
            .filter { !["PWD", "OLDPWD", "_", "SHLVL"].contains($0.prefix { $0 != "=" }) }
        #expect(ours.count == 3, "\(ours)")
        #expect(try #require(script.text("fds")).contains("/etc/passwd") == false)
    }

    @Test(arguments: [0, 1, 75]) func itsCodeIsTold(code: Int) async throws {
        let script = try Script("echo first >&2; printf ' last \\033[31m\\n\\n' >&2; echo no; exit \(code)")
        let outcome = try await self.runner.run(script.program())
        #expect(outcome.end == .exited(code: code) && outcome.lastLine == "last [31m")
    }

    @Test func aSignalIsTold() async throws {
        let script = try Script("kill -KILL $$")
        let outcome = try await self.runner.run(script.program())
        #expect(outcome.end == .killed(signal: 9))
    }

    /// Runs a script until it has made the file `ready` beside it, then says that all runs are over.
    private func cutShort(_ script: Script) async throws -> Program.End {
        let ready = script.folder.path(of: "ready")
        let (runner, program) = (self.runner, script.program(grace: .milliseconds(50)))
        let run = Task { try await runner.run(program).end }
        while !FileManager.default.fileExists(atPath: ready) { await Task.yield() }
        runner.end(by: .now)
        return try await run.value
    }

    /// Catches an end of the script alone, and not of what it waits for, and one that a script can shrug off.
    @Test(arguments: ["", "trap '' TERM;"]) func itAndAllItHasStartedAreEnded(trap: String) async throws {
        let script = try Script(
            #"cd "${0%/*}"; \#(trap) sleep 1000 & echo $! >child; echo $$ >self; echo >ready; wait; wait"#
        )
        #expect(try await self.cutShort(script) == .stopped)
        try await Self.ends(script.text("self"))
        try await Self.ends(script.text("child"))
        // And nothing more is begun.
        #expect(try await self.runner.run(script.program()).end == .stopped)
    }

    @Test func oneThatTakesTooLongIsEnded() async throws {
        let script = try Script("sleep 1000")
        let outcome = try await self.runner.run(script.program(timeLimit: .milliseconds(1), grace: .milliseconds(1)))
        #expect(outcome.end == .timedOut)
    }

    /// Catches one that hangs in the kernel, stays as a zombie for ever, and is joined by one more with every attempt.
    @Test func oneThatDoesNotEndIsReapedLater() async throws {
        let runner = try ProgramRunner(patience: .zero)
        let script = try Script(#"cd "${0%/*}"; echo $$ >self; exec sleep 1000"#)
        // Whether the kernel is quicker than no patience is open.
        _ = try? await runner.run(script.program(timeLimit: .seconds(1), grace: .zero))
        let number = try #require(script.text("self")).trimmingCharacters(in: .whitespacesAndNewlines)
        let other = try Script("")
        while true {
            do {
                #expect(try await runner.run(other.program()).end == .exited(code: 0))
                break
            } catch let problem as ProgramProblem {
                #expect(problem.reason.contains("still hangs"))
            }
        }
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(number)"))
    }

    /// Catches a run that waits for what a program has left in the background, and lets it go on for ever.
    @Test func whatItLeavesRunningIsEndedWithIt() async throws {
        let script = try Script(#"cd "${0%/*}"; sleep 1000 & echo $! >child"#)
        let outcome = try await self.runner.run(script.program())
        #expect(outcome.end == .exited(code: 0))
        try await Self.ends(script.text("child"))
    }

    /// Catches a pipe that fills up, so that the program waits for promptd and promptd for the program.
    @Test func aFloodIsSwallowed() async throws {
        let flood = "head -c 10000000 /dev/zero | tr '\\0' x"
        let script = try Script("\(flood) >&2; \(flood); echo >&2; echo over >&2")
        let outcome = try await self.runner.run(script.program())
        #expect(outcome.end == .exited(code: 0) && outcome.lastLine == "over")
    }

    /// Catches a program that reads nothing and breaks the daemon's write, or has it wait.
    @Test func inputNeedNotBeRead() async throws {
        let input = [UInt8](repeating: 0x20, count: 4 << 20)
        let (closing, ignoring) = (try Script("exec <&-"), try Script("exit 3"))
        #expect(try await self.runner.run(closing.program(input: input)).end == .exited(code: 0))
        #expect(try await self.runner.run(ignoring.program(input: input)).end == .exited(code: 3))
    }

    @Test func aProgramThatIsNoneIsAProblem() async throws {
        let script = try Script("")
        try FileManager.default.removeItem(atPath: script.path)
        let problem = await #expect(throws: ProgramProblem.self) { _ = try await self.runner.run(script.program()) }
        #expect(problem?.description.contains("is it there, and spelled right?") == true)
    }

    /// Catches output that is lost, one that is kept without end, and a program that waits for somebody to read it.
    @Test func theBeginningOfItsOutputIsKept() async throws {
        let script = try Script(#"echo "$1"; echo error >&2; head -c 300000 /dev/zero | tr '\0' x"#)
        var program = script.program()
        program.arguments = ["/a b/ü.png"]
        program.outputLimit = 16
        let outcome = try await self.runner.run(program)
        #expect(outcome.end == .exited(code: 0) && outcome.lastLine == "error")
        #expect(String(decoding: outcome.output, as: UTF8.self) == "/a b/ü.png\nxxxx")
        #expect(outcome.outputCount > 16)
        program.outputLimit = nil
        #expect(try await self.runner.run(program).output == [])
    }

    /// Catches a cancelled run that ends those of others, now or later.
    @Test func cancellingOneEndsNoOther() async throws {
        let runner = try ProgramRunner(width: 2)
        let script = try Script(#"cd "${0%/*}"; echo >"$1"; while [ ! -e go ]; do sleep 0.01; done"#)
        let runs = ["first", "second"].map { name in
            var program = script.program(grace: .milliseconds(100))
            program.arguments = [name]
            return Task { [program] in try await runner.run(program).end }
        }
        // Both at once.
        while script.text("first") == nil || script.text("second") == nil { await Task.yield() }
        runs[0].cancel()
        #expect(try await runs[0].value == .stopped)
        try script.folder.write("", to: "go")
        #expect(try await runs[1].value == .exited(code: 0))
        #expect(try await runner.run(script.program()).end == .exited(code: 0))
    }

    /// Catches a cancelled task that goes on waiting.
    @Test func cancellingEndsIt() async throws {
        let script = try Script("sleep 1000")
        let (runner, program) = (self.runner, script.program(grace: .milliseconds(100)))
        let run = Task { try await runner.run(program).end }
        run.cancel()
        #expect(try await run.value == .stopped)
    }
}
