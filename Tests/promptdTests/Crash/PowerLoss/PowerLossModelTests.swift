import Testing

/// What may become of bytes.
@Suite
struct PowerLossModelTests {
    /// Catches a model that takes what was only written for what is on the disk.
    @Test(arguments: DurabilityLevel.allCases)
    func unflushedBytes(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.create("a")
        script.write("a", "data")
        #expect(try PossibleDisks(script, level).contents("a") == [nil, "", "\0\0\0\0", "da", "data"])
    }

    /// Catches a model in which flushing a file gives it a name, or in which a journal forgets it.
    @Test
    func flushedFileWithoutItsFolder() throws {
        var script = ScriptedTrace()
        script.create("a")
        script.write("a", "data")
        script.flush("a")
        #expect(try PossibleDisks(script, .posix, thorough: true).contents("a") == [nil, "data"])
        #expect(try PossibleDisks(script, .journal, thorough: true).contents("a") == ["data"])
    }

    /// Catches a journal that saves the bytes of other files, or not their names.
    @Test
    func anotherFileIsFlushed() throws {
        var script = ScriptedTrace()
        script.create("a")
        script.write("a", "data")
        script.flush("b")
        let disks = try PossibleDisks(script, on: .files([("b", "")]), .journal)
        #expect(disks.contents("a") == ["", "\0\0\0\0", "da", "data"])
    }

    /// Catches a model that never takes anything for certain.
    @Test(arguments: DurabilityLevel.allCases)
    func everythingIsFlushed(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.makeFolder("d")
        script.create("d/a")
        script.write("d/a", "data")
        script.flushEverything()
        let disks = try PossibleDisks(script, level, thorough: true)
        #expect(Set(disks.trees.map(\.paths)) == [["d", "d/a"]])
        #expect(disks.contents("d/a") == ["data"])
    }

    /// Catches new bytes that show up in the blocks of a file that was emptied.
    @Test(arguments: DurabilityLevel.allCases)
    func emptiedAndWritten(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.empty("a")
        script.write("a", "new")
        let initial = DiskTree.files([("a", "older")])
        let disks = try PossibleDisks(script, on: initial, level, thorough: true)
        #expect(disks.contents("a") == ["older", "", "\0\0\0", "n", "new"])
        script.flush("a")
        #expect(try PossibleDisks(script, on: initial, level, thorough: true).contents("a") == ["new"])
    }

    /// Catches an appended line that damages those before it.
    @Test(arguments: DurabilityLevel.allCases)
    func appended(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "two", at: 3)
        let disks = try PossibleDisks(script, on: .files([("a", "one")]), level, thorough: true)
        #expect(disks.contents("a") == ["one", "one\0\0\0", "onet", "onetwo"])
    }

    /// Catches zeros where a block had other bytes before: only new blocks can be empty.
    @Test(arguments: DurabilityLevel.allCases)
    func overwritten(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "NEW!", at: 1)
        let disks = try PossibleDisks(script, on: .files([("a", "before")]), level, thorough: true)
        #expect(disks.contents("a") == ["before", "bNEore", "bNEW!e"])
    }

    /// Catches a torn write that is not the last one, or that tears what was flushed.
    @Test(arguments: DurabilityLevel.allCases)
    func torn(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "1111")
        script.flush("a")
        script.write("a", "2222", at: 4)
        script.write("a", "3333", at: 8)
        let contents = try PossibleDisks(script, on: .files([("a", "")]), level).contents("a")
        #expect(contents == ["1111", "1111\0\0\0\0\0\0\0\0", "1111222233", "111122223333"])
    }

    /// Catches writes that can only be lost together: the disk orders them as it likes.
    @Test(arguments: DurabilityLevel.allCases)
    func anyOfManyWrites(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        for (offset, text) in ["A", "B", "C"].enumerated() { script.write("a", text, at: offset) }
        let disks = try PossibleDisks(script, on: .files([("a", "abc")]), level, thorough: true)
        #expect(disks.contents("a").isSuperset(of: ["Abc", "aBc", "abC", "aBC", "AbC", "ABc"]))
    }

    /// Catches a flush that is said to have saved what was written while it was on its way.
    @Test(arguments: DurabilityLevel.allCases)
    func writtenDuringTheFlush(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "new")
        script.flush("a")
        script.changeLast { $0.start = 0 }
        let initial = DiskTree.files([("a", "old")])
        #expect(try PossibleDisks(script, on: initial, level).contents("a").contains("old"))
        script.flush("a")
        #expect(try PossibleDisks(script, on: initial, level).contents("a") == ["new"])
    }

    /// Catches a flush that counts although it failed.
    @Test(arguments: DurabilityLevel.allCases)
    func failedFlush(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "new")
        script.flush("a")
        script.changeLast { $0.result = -5 }
        #expect(try PossibleDisks(script, on: .files([("a", "old")]), level).contents("a").contains("old"))
    }

    /// Catches a new size that is taken for certain, or one that cannot be flushed.
    @Test
    func resized() throws {
        var script = ScriptedTrace()
        script.resize("a", to: 2)
        script.resize("a", to: 4)
        let initial = DiskTree.files([("a", "abc"), ("b", "")])
        #expect(
            try PossibleDisks(script, on: initial, .posix, thorough: true).contents("a") == ["abc", "ab", "ab\0\0"]
        )
        script.flush("b")
        #expect(try PossibleDisks(script, on: initial, .posix).contents("a") == ["abc", "ab\0\0"])
        #expect(try PossibleDisks(script, on: initial, .journal).contents("a") == ["ab\0\0"])
        script.flush("a")
        #expect(try PossibleDisks(script, on: initial, .posix).contents("a") == ["ab\0\0"])
    }

    /// Catches a file that is open without a name, and forgotten.
    @Test(arguments: DurabilityLevel.allCases)
    func writtenAfterItsRemoval(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.remove("a")
        script.write("a (deleted)", "new")
        let contents = try PossibleDisks(script, on: .files([("a", "old")]), level).contents("a")
        #expect(contents == [nil, "old", "new"])
    }

    /// Catches bytes for a removed file that go to another one, which had its name later and has another now.
    @Test
    func writtenAfterAnotherRemoval() throws {
        var script = ScriptedTrace()
        script.remove("a")
        script.create("a")
        script.link("a", to: "b")
        script.remove("a")
        script.write("a (deleted)", "1")
        script.flushEverything()
        #expect(try PossibleDisks(script, on: .files([("a", "old")]), .posix).contents("b") == [""])
    }
}
