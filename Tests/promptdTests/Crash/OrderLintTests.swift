import Testing

extension EndToEnd {
    /// The order of one undisturbed life on its way to the disk.
    @Suite(.timeLimit(.minutes(1)))
    struct OrderLintTests {
        /// Catches a flush that is missing or comes too late, in a run in which nothing goes wrong.
        @Test
        func everythingIsOnDiskBeforeWhatDependsOnIt() async throws {
            try await CrashBench.with { bench in
                let (operations, workspace) = try await Self.life(bench)
                #expect(OrderLint(operations, workspace, name: "boat").broken == [])
            }
        }

        /// Catches a lint that finds nothing: each rule must notice when what it asks for is taken out of a real run.
        @Test
        func everyRuleNotices() async throws {
            try await CrashBench.with { bench in
                let (operations, workspace) = try await Self.life(bench)
                func without(_ matches: (TracedOperation) -> Bool) -> Set<OrderLint.Rule> {
                    OrderLint(operations.filter { !matches($0) }, workspace, name: "boat").broken
                }
                let wal = "\(workspace.state)/journal.sqlite-wal"
                let staging = try #require(operations.first { $0.to == "\(workspace.outbox)/boat" }).path
                let post = try #require(operations.first { $0.head.hasPrefix("POST /v1/models/") })
                func isSync(_ operation: TracedOperation, _ path: String) -> Bool {
                    operation.kind == .sync && operation.path == path
                }
                #expect(without { isSync($0, workspace.inbox) && $0.n < post.n }.contains(.claimIsDurable))
                #expect(without { isSync($0, staging) && $0.n < post.n }.contains(.markIsDurable))
                #expect(without { isSync($0, staging) && $0.n > post.n }.contains(.namesAreDurable))
                #expect(without { isSync($0, workspace.outbox) && $0.n > post.n }.contains(.resultIsDurable))
                #expect(without { $0.kind == .sync && $0.path.hasPrefix("\(staging)/") }.contains(.filesAreDurable))
                let unflushed = without { isSync($0, wal) }
                #expect(unflushed.isSuperset(of: [.intentIsDurable, .answerIsDurable, .publishedIsDurable]))
                #expect(OrderLint(operations + [post], workspace, name: "boat").broken.contains(.onePost))
                let write = try #require(operations.last { $0.kind == .data && $0.path.hasPrefix("\(staging)/") })
                var late = write
                late.path = "\(workspace.outbox)/boat/boat-1.png"
                #expect(OrderLint(operations + [late], workspace, name: "boat").broken.contains(.visibleIsFinal))
            }
        }

        private static func life(_ bench: CrashBench) async throws -> ([TracedOperation], Workspace) {
            let scene = try Scene([.init("boat", mark: "<order>")])
            defer { scene.workspace.discard() }
            let run = try await bench.run(scene, isTraced: true)
            #expect(run.exit == .code(0))
            return (try #require(run.trace).operations, scene.workspace)
        }
    }
}
