import Testing

/// Which states there are, and what is told about each.
@Suite
struct PowerLossStatesTests {
    private static func model(
        _ script: ScriptedTrace,
        _ initial: DiskTree = DiskTree([]),
        level: DurabilityLevel = .posix
    ) throws -> DurabilityModel {
        try DurabilityModel(initial, at: script.root, script.trace, level: level)
    }

    /// Catches a crash point that is left out, is told wrongly, or comes before what it names.
    @Test
    func crashPoints() throws {
        var script = ScriptedTrace()
        script.create("a")
        script.rename("a", to: "b")
        let states = PowerLoss.states(of: try Self.model(script))
        #expect(states.first?.point.completed == 0)
        #expect(Set(states.map(\.point.name)) == ["the start", "openat a", "renameat2 a → b"])
        #expect(states.map(\.point.completed) == states.map(\.point.completed).sorted())
        #expect(states.map(\.point.time).last == script.trace.operations.last?.end)
    }

    /// Catches a flush that is said to have saved something before it was completed.
    @Test(arguments: DurabilityLevel.allCases)
    func beforeTheFlush(level: DurabilityLevel) throws {
        var script = ScriptedTrace()
        script.write("a", "data")
        script.flush("a")
        let states = PowerLoss.states(of: try Self.model(script, .files([("a", "")]), level: level))
        #expect(states.contains { $0.point.completed == 1 && $0.tree.file("a") == [0, 0, 0, 0] })
        #expect(states.allSatisfy { $0.point.completed < 2 })
    }

    /// Catches two trees that are taken for one: a second name and a second file, a file in a folder and behind it.
    @Test
    func nearlyTheSame() throws {
        var script = ScriptedTrace()
        script.create("b")
        script.flushEverything()
        script.remove("b")
        script.link("a", to: "b")
        script.makeFolder("c")
        script.create("c/d")
        script.rename("c/d", to: "d")
        script.flushEverything()
        let trees = PowerLoss.states(of: try Self.model(script, .files([("a", "")]))).map(\.tree)
        #expect(trees.contains { $0.paths == ["a", "b"] && $0["b"] == .file([]) })
        #expect(trees.contains { $0.paths == ["a", "b"] && $0["b"] == .link("a") })
        #expect(trees.contains { $0.paths == ["a", "b", "c", "c/d"] })
        #expect(trees.contains { $0.paths == ["a", "b", "c", "d"] })
    }

    /// Catches a state that is left out because its tree was seen before the money was spent.
    @Test
    func sameTreeAfterThePost() throws {
        var script = ScriptedTrace()
        script.write("a", "intent")
        script.post()
        let states = PowerLoss.states(of: try Self.model(script, .files([("a", "")])))
        let lost = states.filter { $0.tree.file("a") == [] }
        #expect(lost.map(\.point.submissions) == [0, 1])
        #expect(lost.last?.point.name == "sendto POST /v1/models HTTP/1.1")
    }

    /// Catches a request that has left, but is not counted because its call has not returned.
    @Test
    func postOnItsWay() throws {
        var script = ScriptedTrace()
        script.create("a")
        let end = script.trace.operations[0].end
        script.post()
        script.changeLast { $0.start = end }
        #expect(CrashPoint.all(of: script.trace, below: script.root).map(\.submissions) == [0, 1, 1])
    }

    /// Catches the same state given twice.
    @Test(arguments: DurabilityLevel.allCases, [false, true])
    func distinct(level: DurabilityLevel, thorough: Bool) throws {
        var script = ScriptedTrace()
        for name in ["a", "b"] {
            script.create(name)
            script.write(name, "same")
            script.link(name, to: "\(name)-2")
            script.flush(name)
        }
        script.flush("")
        let states = PowerLoss.states(of: try Self.model(script, level: level), thorough: thorough)
        #expect(states.count > 5)
        for (index, state) in states.enumerated() {
            #expect(!states[..<index].contains { $0.tree == state.tree })
        }
    }

    /// Catches random states that cannot be had again.
    @Test
    func seeds() throws {
        var script = ScriptedTrace()
        for number in 0..<8 { script.create("\(number)") }
        let model = try Self.model(script)
        let trees = { PowerLoss.states(of: model, thorough: true, seed: $0).map(\.tree) }
        #expect(trees(1) == trees(1))
        #expect(trees(1) != trees(2))
    }

    /// Catches what is on its way at the moment of the power cut, and cannot have reached the disk.
    @Test
    func inFlight() throws {
        var script = ScriptedTrace()
        script.create("slow")
        script.create("quick")
        script.create("later")
        let end = script.trace.operations[1].end
        script.changeLast { $0.start = end - 1 }
        let states = PowerLoss.states(of: try Self.model(script), thorough: true)
        #expect(states.contains { $0.point.completed == 2 && $0.tree.paths == ["later", "quick", "slow"] })
    }

    /// Catches shared memory that outlives a restart of the machine.
    @Test
    func sharedMemory() throws {
        var script = ScriptedTrace()
        script.resize("j-shm", to: 100)
        script.create("k-shm")
        script.create("k")
        script.flushEverything()
        let model = try Self.model(script, .files([("j", "1"), ("j-shm", "2")]))
        #expect(Set(PowerLoss.states(of: model).map(\.tree.paths)) == [["j"], ["j", "k"]])
        #expect(model.differences(from: .files([("j", "1"), ("j-shm", "3"), ("k", "")])) == [])
    }

    /// Catches a self check that finds nothing.
    @Test
    func selfCheck() throws {
        var script = ScriptedTrace()
        script.create("a")
        script.write("a", "data")
        let model = try Self.model(script)
        #expect(model.differences(from: .files([("a", "data")])) == [])
        #expect(model.differences(from: .files([("a", "date")])) == ["a: 4 bytes (data), not 4 bytes (date)"])
        #expect(model.differences(from: .files([("a", "data"), ("b", "")])) == ["b: nothing, not 0 bytes ()"])
    }

    /// Catches an operation that is passed over because the model does not know it, or cannot follow it.
    @Test
    func unknownOperations() {
        var symbolic = ScriptedTrace()
        symbolic.add("symlinkat", .meta, "a", to: "b")
        var lost = ScriptedTrace()
        lost.write("a", "1")
        var unrecorded = ScriptedTrace()
        unrecorded.create("a")
        unrecorded.write("a", "1")
        unrecorded.changeLast { $0.size = 0 }
        var gone = ScriptedTrace()
        gone.remove("a")
        for script in [symbolic, lost, unrecorded, gone] {
            #expect(throws: PowerLossTrouble.self) { try Self.model(script) }
        }
    }

    /// Catches a run that seems to have done nothing because its folder's path was written in another way.
    @Test(arguments: ["/disk", "/disk/", "//disk"])
    func spellingOfTheRoot(root: String) throws {
        var script = ScriptedTrace()
        script.create("a")
        let model = try DurabilityModel(DiskTree([]), at: root, script.trace, level: .posix)
        #expect(model.differences(from: .files([("a", "")])) == [])
    }

    /// Catches a failed call, or one outside the folders, that is taken for a change.
    @Test
    func nothingDone() throws {
        var script = ScriptedTrace()
        script.remove("a")
        script.changeLast { $0.result = -2 }
        script.create("a")
        script.changeLast { $0.path = "/diskette/a" }
        #expect(PowerLoss.states(of: try Self.model(script)).map(\.tree) == [DiskTree([])])
    }
}
