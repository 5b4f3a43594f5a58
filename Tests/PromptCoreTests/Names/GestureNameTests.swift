import Testing

@testable import PromptCore

/// Names of commands that are right, almost right, and not right.
@Suite struct GestureNameTests {
    private func name(_ text: String) throws -> InboxName {
        InboxName(try #require(FileName(text)))
    }

    /// A pause can only save money: what plainly means one is one.
    @Test(arguments: [
        "PAUSE", "pause", "Pause", "PAUSE.txt", "pause.TXT", "Pause.txt.txt", "PAUSE.rtf", "PAUSED", "paused.txt",
        "PAUSE (1)", "PAUSE (1).txt", "Pause(2).txt", "PAUSE 2.txt", "PAUSE - Copy.txt", "PAUSE - Copy (2).txt",
        "PAUSE copy",
        "PAUSE - Kopie.txt", "PAUSE - 副本.txt", "pause copy 3.txt", "PAUSE.", "PAUSE ", "pause.txt.txt",
    ])
    func knowsThePause(text: String) throws {
        #expect(try self.name(text) == .pause)
    }

    @Test(arguments: [
        "PAUSE.md", "pause.json", "New PAUSE.txt", "PAUSE_ALL.txt", "please pause", "puase", "PASUE.txt", "pause.png",
        "STOP",
        "Hold.txt", "pausing",
    ])
    func explainsWhatIsNoPause(text: String) throws {
        guard case .nearMiss(let why) = try self.name(text) else {
            Issue.record("\(try self.name(text))")
            return
        }
        #expect(why.contains("PAUSE"))
    }

    @Test(arguments: ["menopause.txt", "coffee pause.png", "cause.txt", "paste.txt", "stop.png", "nonstop.txt"])
    func leavesWhatHasNothingToDoWithAPause(text: String) throws {
        #expect(try self.name(text) == .other)
    }

    /// Catches promptd's own help, told as a file that it has not taken.
    @Test(arguments: ["HOW TO.txt", "how to.TXT", "TEMPLATE - copy me.json", "Template - Copy Me.json"])
    func knowsItsOwnHelp(text: String) throws {
        #expect(try self.name(text) == .other)
    }

    @Test func aPromptCalledPauseIsAPrompt() throws {
        #expect(try self.name("pause.prompt.json") == .file(try #require(FileName("pause")), .prompt))
    }

    /// Cancelling can only save money too.
    @Test(arguments: [
        "x.canceled.json", "x.CANCELED.JSON", "x.cancle.json", "x.cancell.json", "x.cancelling.json",
        "x.cancel.json.json",
        "x.cancel.json.txt", "x.cancelled.json.txt", "x.cancel", "x.cancel.jsn", "x.cancel.jsonc", "x.cancel.text",
        "x.cancel.txt", "x.canceled", "x.cancelled",
        "x.cancel (1).json", "x.cancel(1).json", "x.cancel - Copy.json", "x.cancel copy.json", "x.cancel 2.json",
        "x.cancel.json (1)", "x.working.cancel.json", "x.prompt.cancel.json", "x.working.canceled.json",
        "x.working.cancelled.json", "x.cancel.working.json", "x.Cancel.WORKING.json", "x.cancel.json.",
        "x.cancel.json ", "x.prompt.json.cancel", "x.working.json.cancel.json", "x.working.cancel",
    ])
    func readsAWishToCancel(text: String) throws {
        #expect(try self.name(text) == .cancelWish(try #require(FileName("x"))))
    }

    @Test(arguments: [
        ("Sunset Boat.canceled.json", "Sunset Boat"), ("x (1).cancel.json.txt", "x (1)"), ("a.b.canceled.json", "a.b"),
        ("x 2.working.cancel.json", "x 2"), ("ÄÖ.cancle.json", "ÄÖ"),
    ])
    func keepsTheStemOfAWishAsItIs(text: String, stem: String) throws {
        #expect(try self.name(text) == .cancelWish(try #require(FileName(stem))))
    }

    @Test func readsTheWishForAStemThatIsNoText() throws {
        let name = try #require(FileName([0xFF, 0x41] + ".canceled.json".utf8))
        #expect(InboxName(name) == .cancelWish(try #require(FileName([0xFF, 0x41]))))
    }

    /// The right names stay what they are, with numbers before the state too.
    @Test(arguments: [
        ("x.cancel.json", "x", PromptFileState.cancel), ("x (1).cancel.json", "x (1)", .cancel),
        ("x.cancelled.json", "x", .cancelled), ("x.failed.prompt.json", "x.failed", .prompt),
        ("x 2.Cancel.JSON", "x 2", .cancel),
        ("x.cancelled.working.json", "x.cancelled", .working), ("x.canceled.working.json", "x.canceled", .working),
    ])
    func leavesTheRightNames(text: String, stem: String, state: PromptFileState) throws {
        #expect(try self.name(text) == .file(try #require(FileName(stem)), state))
    }

    @Test(arguments: [
        ("x.retry.json", ".prompt.json"), ("x.redo.json", ".prompt.json"), ("x.retry", ".prompt.json"),
        ("x.stop.json", ".cancel.json"), ("x.abort.json.txt", ".cancel.json"), ("x - cancel.json", ".cancel.json"),
        ("x_cancel.json", ".cancel.json"), ("x-cancel.json", ".cancel.json"), ("x cancel.json", ".cancel.json"),
        ("x.adopted.json", ".adopt.json"), ("x.adopt.json.txt", ".adopt.json"), ("x.adopt", ".adopt.json"),
        ("x.failed.json.txt", ".prompt.json"), ("x.failed", ".prompt.json"), ("x.repeat.json.txt", ".prompt.json"),
        ("x.working.json.txt", "promptd alone"), ("x.running.json", "promptd alone"), ("x.pause.json", "PAUSE"),
        ("x.working.prompt.json", ".working"), ("x.prompt.prompt.json", "twice"),
        ("x.cancel.prompt.json", ".cancel.json"), ("x.cancelled.prompt.json", "alone"),
        ("x.Canceled.prompt.json", "alone"), ("x.error.prompt.json", ".error"), ("x.adopt.prompt.json", ".adopt"),
        ("x.repeat.prompt.json", ".prompt.json"), ("cancel.json", "which prompt"), ("cancel", "which prompt"),
        ("x.failed.json.", ".prompt.json"), ("x.adopt.json.txt.txt", ".adopt.json"), ("RESUME (1).txt", "RESUME"),
        ("Resume.md", "RESUME"), ("RESUME.json", "RESUME"), ("x.resume.json", ".prompt.json"),
    ])
    func namesTheRightNameForAnUnknownCommand(text: String, part: String) throws {
        guard case .nearMiss(let why) = try self.name(text) else {
            Issue.record("\(try self.name(text))")
            return
        }
        #expect(why.contains(part))
        #expect(!why.contains("\n"))
    }

    @Test(arguments: [
        "lung.cancer.json", "tv.channel.json", "x.stop.png", "build.error", "report.json", "stop motion.txt", "RESUME",
        "resume.txt", "RESUME.txt.txt", "RESUMED.txt", "RESUMED-2.txt", "resume of 2026.txt",
    ])
    func leavesOtherFilesAlone(text: String) throws {
        #expect(try self.name(text) == .other)
    }

    @Test func refusesAWishThatIsTooLong() throws {
        guard case .nearMiss(let why) = try self.name(String(repeating: "x", count: 240) + ".cancle.json") else {
            Issue.record("taken")
            return
        }
        #expect(why.contains("too long"))
    }
}
