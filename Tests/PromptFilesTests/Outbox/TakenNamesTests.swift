import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Which names a result may not have, as the folder is now, whoever has changed it.
struct TakenNamesTests {
    private let folder: TemporaryFolder
    private let taken = TakenNames()

    init() throws {
        self.folder = try TemporaryFolder()
    }

    private func isTaken(_ name: String, in folder: String = ".") throws -> Bool {
        let directory = try OpenDirectory(at: "\(self.folder.path)/\(folder)")
        return try self.taken.contains(OutputName.collisionKey(name), in: directory)
    }

    /// Catches a name that is one with another to some clients.
    @Test func aNameIsTakenInEveryForm() throws {
        try self.folder.makeFolder("Sunset")
        try self.folder.write("x", to: "caf\u{E9}")
        for name in ["sunset", "SUNSET", "cafe\u{301}", "CAF\u{C9}"] { #expect(try self.isTaken(name), "\(name)") }
        for name in ["sunset-2", "suns", "cafe"] { #expect(try !self.isTaken(name), "\(name)") }
    }

    /// Catches what came or went after the folder was listed.
    @Test func itIsAsTheFolderIsNow() throws {
        #expect(try !self.isTaken("a"))
        try self.folder.write("x", to: "A")
        #expect(try self.isTaken("a"))
        try self.folder.write("x", to: "a")
        try self.folder.rename("A", to: "b")
        #expect(try self.isTaken("a") && self.isTaken("B"), "the other one of the two is still there")
        try self.folder.rename("a", to: "c")
        #expect(try !self.isTaken("a") && self.isTaken("c"))
        try self.folder.remove("c")
        #expect(try !self.isTaken("c"))
        for number in 0..<200 { try self.folder.write("x", to: .init("n\(number)")) }
        for number in 0..<200 where number % 2 == 0 { try self.folder.remove(.init("n\(number)")) }
        for number in 0..<200 { #expect(try self.isTaken("N\(number)") == (number % 2 == 1)) }
    }

    /// Catches what is known of a folder that is another one by now.
    @Test func aFolderThatWasReplacedIsListedAnew() throws {
        try self.folder.makeFolder("in")
        try self.folder.write("x", to: "in/a")
        #expect(try self.isTaken("a", in: "in"))
        try self.folder.rename("in", to: "out")
        try self.folder.makeFolder("in")
        #expect(try !self.isTaken("a", in: "in"))
        try self.folder.write("x", to: "out/b")
        #expect(try self.isTaken("b", in: "out") && self.isTaken("a", in: "out") && !self.isTaken("b", in: "in"))
    }

    /// Catches folders without end that are all remembered, and one that is wrong when its turn comes again.
    @Test func manyFoldersAreNotAllRemembered() throws {
        let most = TakenNames.mostFolders * 2
        for number in 0..<most { try self.folder.makeFolder(.init("f\(number)")) }
        for round in ["a", "b"] {
            for number in 0..<most {
                #expect(try !self.isTaken(round, in: "f\(number)"))
                try self.folder.write("x", to: .init("f\(number)/\(round)"))
            }
            for number in 0..<most { #expect(try self.isTaken(round, in: "f\(number)")) }
        }
    }
}
