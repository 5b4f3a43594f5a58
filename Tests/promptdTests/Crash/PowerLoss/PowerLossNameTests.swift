import Glibc
import Testing

/// What may become of names.
@Suite
struct PowerLossNameTests {
    private static func folders(_ names: DiskPath...) -> [DiskTree.Entry] {
        names.map { DiskTree.Entry(path: $0, content: .folder) }
    }

    /// Catches a renaming that loses the file, or that is certain before the folder was flushed.
    @Test
    func renamed() throws {
        var script = ScriptedTrace()
        script.rename("a", to: "b")
        let initial = DiskTree.files([("a", "1"), ("other", "")])
        for level in DurabilityLevel.allCases {
            let disks = try PossibleDisks(script, on: initial, level, thorough: true)
            #expect(disks.contents("a", "b") == [["1", "-"], ["-", "1"], ["1", "1"]])
        }
        script.flush("other")
        #expect(try PossibleDisks(script, on: initial, .posix).contents("a", "b").count == 3)
        #expect(try PossibleDisks(script, on: initial, .journal).contents("a", "b") == [["-", "1"]])
        script.flush("")
        #expect(try PossibleDisks(script, on: initial, .posix).contents("a", "b") == [["-", "1"]])
    }

    /// Catches a disk on which a renaming alone is only half of it.
    @Test
    func onlyTheRenaming() throws {
        var script = ScriptedTrace()
        // So many that no random disk is without all of them.
        for number in 0..<20 { script.create("\(number)") }
        script.rename("a", to: "b")
        let disks = try PossibleDisks(script, on: .files([("a", "1")]), .posix, thorough: true)
        #expect(disks.trees.contains { $0.paths == ["b"] })
    }

    /// Catches a file with two names that comes back as two files.
    @Test
    func bothNamesAreOneFile() throws {
        var script = ScriptedTrace()
        script.rename("a", to: "b")
        let disks = try PossibleDisks(script, on: .files([("a", "1")]), .posix)
        #expect(disks.trees.contains { $0["b"] == .link("a") })
        #expect(!disks.trees.contains { $0["a"] != nil && $0["b"] == .file([UInt8(ascii: "1")]) })
    }

    /// Catches a target that is neither what it was nor what replaced it.
    @Test(arguments: DurabilityLevel.allCases)
    func replaced(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.rename("a", to: "b")
        let disks = try PossibleDisks(script, on: .files([("a", "new"), ("b", "old")]), level, thorough: true)
        #expect(disks.contents("b") == ["old", "new"])
    }

    /// Catches a renaming between folders that is certain when one of the two was flushed.
    @Test
    func renamedAcrossFolders() throws {
        let initial = DiskTree(
            Self.folders("c") + [DiskTree.Entry(path: "c/a", content: .file([0x31]))] + Self.folders("d")
        )
        var script = ScriptedTrace()
        script.rename("c/a", to: "d/a")
        var flushedTarget = script
        flushedTarget.flush("d")
        let half = try PossibleDisks(flushedTarget, on: initial, .posix, thorough: true)
        #expect(half.contents("c/a", "d/a") == [["1", "1"], ["-", "1"]])
        script.flush("c")
        let other = try PossibleDisks(script, on: initial, .posix, thorough: true)
        #expect(other.contents("c/a", "d/a") == [["1", "-"], ["1", "1"], ["-", "1"]])
        script.flush("d")
        #expect(try PossibleDisks(script, on: initial, .posix, thorough: true).contents("c/a", "d/a") == [["-", "1"]])
    }

    /// Catches a safe replacement that the model would call unsafe: written, flushed, renamed, folder flushed.
    @Test(arguments: DurabilityLevel.allCases)
    func safelyReplaced(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.create("t")
        script.write("t", "new")
        script.flush("t")
        script.rename("t", to: "a")
        script.flush("")
        let initial = DiskTree.files([("a", "old")])
        #expect(try PossibleDisks(script, on: initial, level, thorough: true).contents("a", "t") == [["new", "-"]])
        let model = try DurabilityModel(initial, at: script.root, script.trace, level: level)
        let states = PowerLoss.states(of: model, thorough: true)
        #expect(Set(states.map { $0.tree.file("a").map { String(decoding: $0, as: UTF8.self) } }) == ["old", "new"])
    }

    /// Catches the classic: renamed over the old content before the new one was flushed.
    @Test(arguments: DurabilityLevel.allCases)
    func replacedWithoutFlushing(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.create("t")
        script.write("t", "new")
        script.rename("t", to: "a")
        script.flush("")
        let contents = try PossibleDisks(script, on: .files([("a", "old")]), level).contents("a")
        #expect(contents == ["", "\0\0\0", "n", "new"])
    }

    /// Catches a removed file that cannot come back, or that comes back after its folder was flushed.
    @Test(arguments: DurabilityLevel.allCases)
    func removed(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.remove("a")
        let initial = DiskTree.files([("a", "1")])
        #expect(try PossibleDisks(script, on: initial, level).contents("a") == ["1", nil])
        script.flush("")
        #expect(try PossibleDisks(script, on: initial, level, thorough: true).contents("a") == [nil])
    }

    /// Catches a folder that is found under two names, or its files without it.
    @Test(arguments: DurabilityLevel.allCases)
    func publishedFolder(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.makeFolder(".s")
        script.create(".s/a")
        script.write(".s/a", "1")
        script.flush(".s/a")
        script.flush(".s")
        script.rename(".s", to: "s")
        script.rename("s", to: "s-2")
        let disks = try PossibleDisks(script, level, thorough: true)
        let names: Set<[DiskPath]> = [[".s", ".s/a"], ["s", "s/a"], ["s-2", "s-2/a"]]
        #expect(Set(disks.trees.map(\.paths)) == (level == .posix ? names.union([[]]) : names))
        script.flush("")
        #expect(try PossibleDisks(script, level, thorough: true).contents("s-2/a") == ["1"])
    }

    /// Catches names that are kept out of their order by a file system with a journal, or in it by one without.
    @Test
    func order() throws {
        var script = ScriptedTrace()
        script.create("a")
        script.create("b")
        let journal = try PossibleDisks(script, .journal, thorough: true)
        #expect(Set(journal.trees.map(\.paths)) == [[], ["a"], ["a", "b"]])
        let posix = try PossibleDisks(script, .posix, thorough: true)
        #expect(Set(posix.trees.map(\.paths)) == [[], ["a"], ["b"], ["a", "b"]])
    }

    /// Catches two names of one file that do not share their bytes.
    @Test(arguments: DurabilityLevel.allCases)
    func linked(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.link("a", to: "b")
        script.write("b", "2")
        script.flush("a")
        script.flush("")
        let disks = try PossibleDisks(script, on: .files([("a", "1")]), level, thorough: true)
        #expect(disks.trees.allSatisfy { $0["b"] == .link("a") })
        #expect(disks.contents("a") == ["2"])
    }

    /// Catches a renaming between two names of one file that removes one: the kernel does nothing.
    @Test
    func renamedOntoItself() throws {
        let initial = DiskTree([
            DiskTree.Entry(path: "a", content: .file([0x31])), DiskTree.Entry(path: "b", content: .link("a")),
        ])
        var script = ScriptedTrace()
        script.rename("a", to: "b")
        #expect(try PossibleDisks(script, on: initial, .posix, thorough: true).trees.allSatisfy { $0 == initial })
    }

    /// Catches an exchange of which only one half is found.
    @Test
    func exchanged() throws {
        var script = ScriptedTrace()
        script.rename("a", to: "b", flags: 2)
        let disks = try PossibleDisks(script, on: .files([("a", "1"), ("b", "2")]), .posix, thorough: true)
        #expect(disks.contents("a", "b") == [["1", "2"], ["2", "1"]])
    }
}
