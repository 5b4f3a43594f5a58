import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxScanTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    /// Fills the kernel's queue, so that it drops what comes next.
    private func overflow() throws {
        let text = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let limit = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        try self.bench.drop(".a", "")
        for index in 0...(limit / 2) {
            try self.bench.rename(index.isMultiple(of: 2) ? ".a" : ".b", to: index.isMultiple(of: 2) ? ".b" : ".a")
        }
    }

    @Test func findsWhatAnOverflowOfTheQueueHasHidden() throws {
        try self.bench.arrive("gone.prompt.json")
        try self.bench.look()
        try self.overflow()
        try self.bench.arrive("a.prompt.json")
        try self.bench.remove("gone.prompt.json")
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
        #expect(self.bench.summary.folders == 2)
    }

    @Test func takesPausesAndWishesBackThatWentWithoutAnEvent() throws {
        try self.bench.drop("PAUSE", "")
        try self.bench.arrive("a.cancel.json")
        try self.bench.arrive("a.prompt.txt")
        try self.bench.look()
        #expect(self.bench.inbox.cancelCommands() == [.at("a")])
        try self.overflow()
        try self.bench.remove("PAUSE")
        try self.bench.remove("a.cancel.json")
        try self.bench.remove("a.prompt.txt")
        try self.bench.look()
        #expect(self.bench.inbox.cancelCommands() == [])
        #expect(self.bench.summary.notes == [:])
        try self.bench.arrive("b.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["b.prompt.json"])
    }

    @Test func waitsForTheNextScanWhenThereIsNothing() throws {
        #expect(try self.bench.look(after: InboxBench.scanInterval) == InboxBench.scanInterval)
        #expect(self.bench.summary.hasLooked)
        #expect(self.bench.summary.unwatched == [:])
    }

    /// Catches new settings that come while a scan goes on, and wait until its old interval is over.
    @Test func newSettingsWantAScanAtOnce() throws {
        var settings = self.bench.inbox.settings
        settings.scanInterval = .seconds(1)
        let pass = InboxPass(self.bench.inbox, now: .now, wall: Date())
        pass.outside { self.bench.inbox.set(settings) }
        pass.scanAll()
        pass.end()
        #expect(try self.bench.look() <= .seconds(10))
    }

    /// The watch stays with the old folder; new files at the configured path give no event.
    @Test func turnsToTheFolderThatTookTheInboxsPlace() throws {
        try self.bench.arrive("old.prompt.json")
        try self.bench.look()
        try self.bench.folder.rename("inbox", to: "moved")
        try self.bench.folder.makeFolder("inbox")
        try self.bench.arrive("new.prompt.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["new.prompt.json"])
        try self.bench.arrive("newer.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["newer.prompt.json"])
    }

    @Test func holdsWhileTheInboxIsAwayAndGoesOnWhenItIsBack() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        try self.bench.folder.rename("inbox", to: "away")
        #expect(try self.bench.look() == InboxBench.blindScanInterval)
        let reason = try #require(self.bench.summary.offlineReason)
        #expect(reason.contains("inbox"))
        try self.bench.folder.rename("away", to: "inbox")
        try self.bench.look(after: InboxBench.blindScanInterval)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.summary.offlineReason == nil)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
        try self.bench.arrive("b.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["b.prompt.json"])
    }

    /// A mount over the inbox gives no event at all.
    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func noticesAMountOverTheInboxAndItsEnd() throws {
        try self.bench.drop("below.prompt.json")
        try self.bench.look()
        do {
            let mount = try SmallFileSystem(at: self.bench.folder.path(of: "inbox"), kilobytes: 64)
            try self.bench.look(after: InboxBench.scanInterval)
            try self.bench.drop("above.prompt.json")
            try self.bench.look()
            try self.bench.look(after: InboxBench.settle)
            #expect(self.bench.takeAll() == ["above.prompt.json"], "\(mount.path)")
        }
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["below.prompt.json"])
    }

    /// Catches a folder of the inbox that is taken for the one below it, and prompts that lie in either and are not found.
    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func followsAMountOverAFolderInTheInbox() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        do {
            let mount = try SmallFileSystem(at: self.bench.folder.path(of: "inbox/campaign"), kilobytes: 64)
            try self.bench.drop("campaign/above.prompt.json")
            try self.bench.look(after: InboxBench.scanInterval)
            try self.bench.look(after: InboxBench.settle)
            #expect(self.bench.takeAll() == ["campaign/above.prompt.json"])
            try self.bench.drop("campaign/watched.prompt.json")
            try self.bench.look()
            try self.bench.look(after: InboxBench.settle)
            #expect(self.bench.takeAll() == ["campaign/watched.prompt.json"], "\(mount.path)")
        }
        try self.bench.drop("campaign/below.prompt.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["campaign/below.prompt.json"])
        #expect(self.bench.summary.folders == 2)
    }

    @Test func watchesAnInboxThatIsConfiguredAsASymbolicLink() throws {
        let folder = try TemporaryFolder()
        try folder.symbolicLink("link", to: "inbox")
        let bench = try InboxBench(folder, path: folder.path(of: "link"))
        try bench.look()
        #expect(bench.summary.unwatched == [:])
        try bench.arrive("a.prompt.json")
        try bench.look()
        #expect(bench.takeAll() == ["a.prompt.json"])
    }

    @Test func refusesToStartWithoutAnInbox() throws {
        let folder = try TemporaryFolder()
        let failure = #expect(throws: FileError.self) {
            try InboxBench(folder, path: folder.path(of: "nowhere"))
        }
        #expect(failure?.kind == .missing)
    }
}
