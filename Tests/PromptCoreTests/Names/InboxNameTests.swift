import Testing

@testable import PromptCore

@Suite struct InboxNameTests {
    private func name(_ text: String) throws -> InboxName {
        InboxName(try #require(FileName(text)))
    }

    @Test(arguments: [
        ("sunset.prompt.json", "sunset", PromptFileState.prompt), ("Sunset.PROMPT.Json", "Sunset", .prompt),
        ("a.b.prompt.json", "a.b", .prompt), ("x.working.json", "x", .working), ("x.failed.json", "x", .failed),
        ("x.error.json", "x", .error), ("x.cancel.json", "x", .cancel), ("x.cancelled.json", "x", .cancelled),
        (" .prompt.json", " ", .prompt),
        ("x.tmp.prompt.json", "x.tmp", .prompt), ("x (1).prompt.json", "x (1)", .prompt),
        ("été.prompt.json", "été", .prompt),
    ])
    func readsStates(text: String, stem: String, state: PromptFileState) throws {
        #expect(try self.name(text) == .file(try #require(FileName(stem)), state))
    }

    @Test func takesBytesThatAreNoText() throws {
        let name = try #require(FileName([0xFF] + ".prompt.json".utf8))
        #expect(InboxName(name) == .file(try #require(FileName([0xFF])), .prompt))
    }

    /// Contract §4: a half-made copy that was taken would be paid for.
    @Test(arguments: [
        ".x.prompt.json", "._x.prompt.json", ".prompt.json", "~$x.prompt.json", "x.prompt.json~", "#x.prompt.json#",
        "x.prompt.json.tmp", "x.prompt.json.TMP", "x.prompt.json.part", "x.prompt.json.partial",
        "x.prompt.json.crdownload", "x.prompt.json.download", "x.prompt.json.filepart", "x.prompt.json.swp",
        ".x.prompt.json.swp", ".syncthing.x.prompt.json.tmp", "~syncthing~x.prompt.json.tmp", ".nfs0000000000a1",
        ".stversions", ".promptd", ".#x.prompt.json", "##", "x.prompt.json.bak",
    ])
    func ignoresJunk(text: String) throws {
        #expect(try self.name(text) == .junk)
    }

    /// Its owner waits and should be told why nothing happens.
    @Test(arguments: [
        ("x.prompt.json.txt", ".txt"), ("X.Prompt.JSON.TXT", ".txt"), ("x.prompt.json.json", "twice"),
        ("x.prompt (1).json", "number"), ("x.prompt(1).json", "number"), ("x.prompt - Copy.json", "number"),
        ("x.prompt copy.json", "number"), ("x.prompt copy 2.json", "number"), ("x.prompt 2.json", "number"),
        ("x.prompt_1.json", "number"), ("x.prompt-1.json", "number"), ("x.prompt.json (1)", "number"),
        ("x.prompt (conflicted copy 2026-03-01).json", "number"),
        ("x.prompt.sync-conflict-20260301-070000-ABCDEFG.json", "sync conflict"),
        ("x.prompt", ".prompt.json"), ("x.prompt.txt", ".prompt.json"), ("x.prompt.json5", ".prompt.json"),
        ("x.prompt.jsonc", ".prompt.json"), ("x.prompt.jsn", ".prompt.json"), ("prompt.json", "no name"),
        ("x.prompt.old.prompt.txt", ".prompt.json"), ("x.prompt.json.", "behind"), ("x.prompt.json. .", "behind"),
        ("x.prompt.json ", "behind"), ("x.prompt.", "behind"), ("x.prompt.docx", ".prompt.json"),
        ("x.prompt.json.rtf", ".prompt.json"), ("x.prompt.json.txt.txt", ".prompt.json"),
        ("x.prompt.md", ".prompt.json"),
    ])
    func explainsNearMisses(text: String, part: String) throws {
        guard case .nearMiss(let why) = try self.name(text) else {
            Issue.record("\(try self.name(text))")
            return
        }
        #expect(why.contains(part))
        #expect(!why.contains("\n"))
    }

    @Test(arguments: [
        "x.json", "readme.txt", "x.png", "campaign", "xprompt.json", "my.prompts.json", "#", "json",
        "x.prompt notes.txt", "x.prompter.json", "my.promptly.md", "x.prompting",
        "x.prompt.schema.json", "x.prompt.a long sentence", "x.prompt.test.ts",
    ])
    func leavesOtherFilesAlone(text: String) throws {
        #expect(try self.name(text) == .other)
    }

    /// What is told where people put their prompts, and what belongs to another program or to a result.
    @Test(arguments: [
        ("just.json", true), ("JUST.JSON", true), ("x.promt.json", true), ("xprompt.json", true), ("日落.json", true),
        ("metadata.json", false), ("Package.json", false), ("prompt.schema.json", false), ("notes.txt", false),
        ("json", false), ("x.jsonl", false),
    ])
    func tellsOfAPlainJSONFile(text: String, isTold: Bool) throws {
        let why = InboxName.plainReason(try #require(FileName(text)))
        #expect((why != nil) == isTold)
        #expect(why?.contains(".prompt.json") != false)
    }

    /// What promptd itself tells people by would be told of for ever.
    @Test(arguments: [
        "PROMPTD HAS NOT TAKEN THESE.txt", "PROMPTD IS WAITING.txt", "x.repeat.txt", "RESUMED.txt",
    ])
    func leavesItsOwnNoticesAlone(text: String) throws {
        #expect(try self.name(text) == .other)
        #expect(InboxName.plainReason(try #require(FileName(text))) == nil)
    }

    /// Every name that is made from a prompt's must fit into 255 bytes, with a number too, and so must the temporary files.
    @Test func refusesNamesThatGetTooLong() throws {
        let longest = String(repeating: "x", count: InboxName.longestStem)
        let path = try JobSample.path(longest)
        #expect(try self.name(longest + ".prompt.json") == .file(path.stem, .prompt))
        let numbered = path.numbered(999)
        let names =
            PromptFileState.allCases.map(numbered.fileName)
            + [numbered.adoption.fileName(.error), RepeatNote.fileName(numbered)]
        for name in names { #expect(".\(name).tmp".utf8.count <= 255) }
        guard case .nearMiss(let why) = try self.name(longest + "x.prompt.json") else {
            Issue.record("taken")
            return
        }
        #expect(why.contains("\(InboxName.longestStem)"))
    }

    /// promptd itself numbers the files of failures; what it makes of those must fit as well.
    @Test(arguments: [PromptFileState.adopt, .cancel, .working])
    func refusesCommandsWhoseAnswerWouldBeTooLong(state: PromptFileState) throws {
        let path = try JobSample.path(String(repeating: "x", count: InboxName.longestStem + 4))
        #expect(try self.name(path.fileName(state).description) == .file(path.stem, state))
        guard case .nearMiss = try self.name(String(repeating: "x", count: 237) + state.suffix) else {
            Issue.record("taken")
            return
        }
    }

    @Test func knowsAHeldRepeat() throws {
        #expect(try self.name("x.Repeat.json") == .file(try #require(FileName("x")), .repeat))
        #expect(try self.name("x.repeat.txt") == .other)
    }

    @Test(arguments: [
        ("@eaDir", true), ("#recycle", true), ("$RECYCLE.BIN", true), ("lost+found", true), ("__MACOSX", true),
        (".stversions", true), (".promptd", true), ("campaign", false), ("lost", false), ("eaDir", false),
    ])
    func staysOutOfJunkFolders(text: String, isJunk: Bool) throws {
        #expect(InboxName.isJunkFolder(try #require(FileName(text))) == isJunk)
    }
}
