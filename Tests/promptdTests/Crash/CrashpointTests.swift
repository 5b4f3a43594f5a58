import PromptTesting
import Testing

/// Catches a crash-point tool that strikes another operation than it says, or tells of others than were done: every
/// test that is built on it would prove nothing.
@Suite(.serialized)
struct CrashpointTests {
    /// Six operations: two files made and written, one renamed, one removed.
    private static let script = "echo one >a; echo two >b; mv b c; rm a"

    /// What there is after none, one, two, … of them.
    private static let states: [[String: String]] = [
        [:], ["a": ""], ["a": "one\n"], ["a": "one\n", "b": ""], ["a": "one\n", "b": "two\n"],
        ["a": "one\n", "c": "two\n"], ["c": "two\n"],
    ]

    /// Catches a count that differs from run to run, or starts again with each process.
    @Test
    func countsTheSameInEveryRun() async throws {
        for _ in 0..<3 {
            let run = try await StruckScript(Self.script)
            #expect(run.exit == .code(0))
            #expect(run.report.operations == 6)
            #expect(run.report.struck == nil)
            #expect(run.trace.operations.map(\.n) == Array(1...6))
            #expect(run.trace.operations.map(\.kind) == [.meta, .data, .meta, .data, .meta, .meta])
            let names = run.trace.operations.map { $0.path.dropFirst(run.path.count) }
            #expect(names == ["/a", "/a", "/b", "/b", "/b", "/a"])
            #expect(run.trace.operations[4].to == "\(run.path)/c")
            #expect(run.texts == Self.states[6])
        }
    }

    /// Catches an operation that is done although the program died at its entry, or one before it that is not.
    @Test(arguments: 1...6)
    func killsBeforeAnOperation(n: Int) async throws {
        let run = try await StruckScript(Self.script, .kill(n))
        #expect(run.exit == Crashpoint.killed)
        #expect(run.texts == Self.states[n - 1])
        #expect(run.report.struck?.n == n)
        #expect(run.report.operations == n)
        #expect(run.report.exit == 137)
        #expect(run.trace.operations.count == n - 1)
    }

    /// Catches a death that comes before the operation is done, or after the next one.
    @Test(arguments: 1...6)
    func killsAfterAnOperation(n: Int) async throws {
        let run = try await StruckScript(Self.script, .killAfter(n))
        #expect(run.exit == Crashpoint.killed)
        #expect(run.texts == Self.states[n])
        #expect(run.report.struck?.n == n)
        #expect(run.trace.operations.map(\.n) == Array(1...n))
    }

    /// Catches a torn write that is whole or empty, and a rename that is done because it cannot be halved.
    @Test
    func killsInTheMiddleOfAnOperation() async throws {
        let torn = try await StruckScript(Self.script, .killHalf(4))
        #expect(torn.exit == Crashpoint.killed)
        #expect(torn.texts == ["a": "one\n", "b": "tw"])
        #expect(torn.trace.operations.last?.result == 2)
        let undone = try await StruckScript(Self.script, .killHalf(5))
        #expect(undone.exit == Crashpoint.killed)
        #expect(undone.texts == Self.states[4])
    }

    /// Catches a program that outlives the death of another one of the same run.
    @Test
    func killsEveryProcess() async throws {
        let run = try await StruckScript("(while :; do :; done) & echo one >a; echo two >b", .kill(3))
        #expect(run.exit == Crashpoint.killed)
        #expect(run.texts == Self.states[2])
    }

    /// Catches an error that hits more than one operation, or is none to the program.
    @Test
    func failsOneOperation() async throws {
        let run = try await StruckScript("mkdir d; echo one >a; mkdir e; echo two >e/b", .fail(1, errno: "ENOSPC"))
        #expect(run.exit == .code(0))
        #expect(run.errors.contains("No space left on device"))
        #expect(!run.errors.contains("'e'"))
        #expect(run.texts == ["a": "one\n", "e/b": "two\n"])
        #expect(run.trace.operations.map(\.result)[0] == -28)
        #expect(run.report.struck?.path == "\(run.path)/d")
    }

    /// Catches an error that goes away by itself although it should stay.
    @Test
    func failsEveryOperationFromOneOn() async throws {
        let script = "echo one >a; mkdir d; mkdir e"
        let run = try await StruckScript(script, .fail(3, errno: "EROFS", sticky: true))
        #expect(run.exit == .code(1))
        #expect(run.errors.split(separator: "\n").count { $0.hasSuffix("Read-only file system") } == 2)
        #expect(run.texts == ["a": "one\n"])
        #expect(run.report.struck?.n == 3)
    }

    /// Catches an error that hits other kinds of operations than it is meant for.
    @Test
    func failsOneKindOnly() async throws {
        let strike = Strike.fail(1, errno: "EIO", sticky: true, only: [.sync, .net])
        let run = try await StruckScript("echo one | dd of=a conv=fsync status=none", strike)
        #expect(run.exit == .code(1))
        #expect(run.errors.contains("Input/output error"))
        #expect(run.texts == ["a": "one\n"])
        #expect(run.report.struck?.call == "fsync")
    }

    /// Catches a short write that is not short, or that damages what the program does next.
    @Test
    func shortensOneWrite() async throws {
        let run = try await StruckScript("echo seven77 | dd of=a status=none", .short(2))
        #expect(run.exit == .code(0))
        #expect(run.trace.operations.map(\.length) == [0, 8, 4])
        #expect(run.trace.operations.dropFirst().map(\.result) == [4, 4])
        #expect(run.texts == ["a": "seven77\n"])
        let nothing = try await StruckScript("mkdir d", .short(1))
        #expect(nothing.exit == .code(0))
        #expect(nothing.report.struck == nil)
    }

    /// Catches a signal that does not arrive, or that takes the operation with it.
    @Test
    func signalsAtAnOperation() async throws {
        let run = try await StruckScript("trap 'echo caught >c; exit 5' TERM; echo one >a", .signal(2, "TERM"))
        #expect(run.exit == .code(5))
        #expect(run.texts == ["a": "one\n", "c": "caught\n"])
        let untrapped = try await StruckScript(Self.script, .signal(4, "TERM"))
        #expect(untrapped.exit == .code(143))
        #expect(untrapped.texts == Self.states[4])
    }

    /// Catches an exit status, a signal or a stop of the program's own that gets lost.
    @Test
    func passesOnHowTheProgramEnds() async throws {
        #expect(try await StruckScript("exit 3").exit == .code(3))
        #expect(try await StruckScript("kill -USR1 $$").exit == .code(138))
        // Nobody says when the shell has stopped, so the other one goes on asking it to continue.
        let script = """
            (for i in 1 2 3 4 5 6 7 8 9; do /bin/true; done; [ -e b ] && : >early
            until [ -e b ]; do kill -CONT $$; done) &
            kill -STOP $$; echo two >b; wait
            """
        let stopped = try await StruckScript(script)
        #expect(stopped.exit == .code(0))
        #expect(stopped.texts == ["b": "two\n"])
    }

    /// Catches a run that hangs for ever.
    @Test
    func endsAtTheLimit() async throws {
        let run = try await StruckScript("echo one >a; while :; do :; done", limit: .seconds(1))
        #expect(run.exit == .code(124))
        #expect(run.report.exit == 124)
        #expect(run.report.struck == nil)
    }

    /// Catches a trace from which the files cannot be made again byte for byte.
    @Test
    func tracesWhatWasWritten() async throws {
        let script = """
            head -c 100000 /dev/urandom >a; cat a a >b; cat a >>b; dd if=a of=c bs=999 conv=fsync status=none
            cp a d; printf x >>d; printf end | dd of=a bs=1 seek=500 conv=notrunc status=none; truncate -s 70000 c
            """
        let run = try await StruckScript(script)
        #expect(run.exit == .code(0))
        #expect(run.files.count == 4)
        #expect(Self.replayed(run) == run.files)
    }

    /// The files that the trace alone makes.
    private static func replayed(_ run: StruckScript) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for operation in run.trace.operations where operation.kind == .data && operation.result >= 0 {
            var file = files.removeValue(forKey: String(operation.path.dropFirst(run.path.count + 1))) ?? []
            let isCut = operation.call == "ftruncate"
            let end = isCut ? operation.length : operation.offset + operation.result
            if isCut { file.removeLast(max(0, file.count - end)) }
            file += [UInt8](repeating: 0, count: max(0, end - file.count))
            if !isCut { file.replaceSubrange(operation.offset..<end, with: run.trace.bytes(of: operation)) }
            files[String(operation.path.dropFirst(run.path.count + 1))] = file
        }
        return files
    }

    /// Catches names that break the trace's lines, or that lead past the folders.
    @Test
    func tracesNamesAsTheyAre() async throws {
        let script = #"""
            mkdir -p d/e; ln -s d/e s; : >"$(printf 'q"\\\n\303\251\377')"; cd d/e; : >../../x; : >../../s/../y; : >../../../z
            rm ../../s
            """#
        let run = try await StruckScript(script)
        #expect(run.exit == .code(0))
        let names = run.trace.operations.map { $0.path.dropFirst(run.path.count) }
        #expect(names == ["/d", "/d/e", "/s", "/q\"\\\n\u{E9}\u{FF}", "/x", "/d/y", "/s"])
        #expect(run.trace.operations[2].to == "d/e")
    }
}
