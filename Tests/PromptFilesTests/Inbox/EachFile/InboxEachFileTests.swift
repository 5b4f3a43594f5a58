import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Folders that make a prompt of each file dropped into them.
struct InboxEachFileTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.folder.makeFolder("inbox/up")
        try self.bench.folder.makeFolder("inbox/up/deep")
        try self.bench.folder.write(Array(#"{"model": "a/b", "each_file": true}"#.utf8), to: "inbox/up/.promptd.json")
        try self.bench.look()
    }

    private func settle() throws {
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
    }

    private func prompt(_ name: String) throws -> JSONValue {
        try JSONValue.parse(self.bench.folder.bytes(of: "inbox/\(name).prompt.json"))
    }

    /// Catches a picture that becomes no prompt, or one before it has settled, and files elsewhere that become prompts.
    @Test func eachPictureBecomesAPrompt() throws {
        for name in ["up/a.png", "up/deep/b.JPG", "c.png", "up/notes.txt", "up/.d.png"] {
            try self.bench.drop(name, "bytes of \(name)")
        }
        try self.bench.look()
        #expect(!self.bench.folder.exists("inbox/up/a.prompt.json"))
        try self.settle()
        #expect(try self.prompt("up/a")["promptd"]?["file"]?.stringValue == "a.png")
        #expect(try self.prompt("up/deep/b")["promptd"]?["file"]?.stringValue == "b.JPG")
        for name in ["c", "up/notes", "up/.d"] { #expect(!self.bench.folder.exists("inbox/\(name).prompt.json")) }
        try self.bench.look()
        #expect(self.bench.takeAll().sorted() == ["up/a.prompt.json", "up/deep/b.prompt.json"])
    }

    /// Catches a picture that is made again for as long as it lies there, or beside its own prompt.
    @Test(arguments: ["prompt", "working", "failed", "cancelled", "repeat", "cancel"])
    func oneThatHasAPromptIsLeft(_ state: String) throws {
        try self.bench.drop("up/a.\(state).json", "{\"text\": \"mine\"}")
        try self.bench.drop("up/a.png", "bytes")
        try self.settle()
        try self.bench.look(after: InboxBench.scanInterval)
        let text = try self.bench.folder.text(of: "inbox/up/a.\(state).json")
        #expect(text == "{\"text\": \"mine\"}")
        if state != "prompt" { #expect(!self.bench.folder.exists("inbox/up/a.prompt.json")) }
    }

    /// Catches keys that differ for the same file in the same folder, which would be paid for twice, and keys that are the
    /// same for what is not the same.
    @Test func theKeyFollowsFromWhatIsMade() throws {
        for name in ["up/a.png", "up/b.png", "up/deep/c.png"] { try self.bench.drop(name, "one") }
        try self.bench.drop("up/d.png", "another")
        try self.settle()
        let keys = try ["up/a", "up/b", "up/deep/c", "up/d"].map { name in
            let key = try #require(try self.prompt(name)["promptd"]?["id"]?.stringValue)
            #expect(PromptID(rawValue: key) != nil)
            return key
        }
        #expect(keys[0] == keys[1])
        #expect(Set(keys).count == 3)
        try self.bench.folder.write(
            Array(#"{"model": "a/b", "each_file": true, "inputs": {"size": 2}}"#.utf8),
            to: "inbox/up/.promptd.json"
        )
        try self.bench.drop("up/e.png", "one")
        try self.settle()
        #expect(try self.prompt("up/e")["promptd"]?["id"]?.stringValue != keys[0])
    }

    /// Catches a picture that is still being written and gets its prompt.
    @Test func oneThatGrowsWaits() throws {
        try self.bench.drop("up/a.png", "half")
        try self.bench.look()
        try self.bench.folder.append(" and more", to: "inbox/up/a.png")
        try self.bench.look(after: InboxBench.settle)
        #expect(!self.bench.folder.exists("inbox/up/a.prompt.json"))
        try self.settle()
        #expect(self.bench.folder.exists("inbox/up/a.prompt.json"))
    }
}
