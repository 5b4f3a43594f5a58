import Glibc
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Who works on an inbox, where a lock does not tell.
struct InboxHolderTests {
    private let me = InboxHolder.ofThisProcess(instance: "me", host: "render1")

    private func other(_ change: (inout InboxHolder) -> Void) -> InboxHolder {
        var other = self.me
        other.instance = "other"
        change(&other)
        return other
    }

    /// Catches a live process that is taken for gone, which leads to two, and a dead one that is waited for.
    @Test func aProcessOfHereIsLookedAt() {
        #expect(self.other { _ in }.fate(seenBy: self.me, isShared: false) == .alive)
        #expect(self.other { $0.pid = 0x7FFF_FFF0 }.fate(seenBy: self.me, isShared: false) == .gone)
        // Its number has become another process's.
        #expect(self.other { $0.started = "1" }.fate(seenBy: self.me, isShared: false) == .gone)
        #expect(self.other { $0.started = "" }.fate(seenBy: self.me, isShared: false) == .gone)
        #expect(
            self.other { $0.boot = "before" }.fate(seenBy: self.me, isShared: false) == .gone,
            "this machine was started anew"
        )
        #expect(self.other { $0.boot = "before" }.fate(seenBy: self.me, isShared: true) == .unknown, "or its copy")
    }

    /// Catches a service that waits after each crash for a process that is dead, since it cannot tell the boot; and one that
    /// is taken for dead where others may have the inbox too.
    @Test func aServiceNeedNotKnowTheBoot() {
        var me = self.me
        me.boot = ""
        let before = self.other { ($0.boot, $0.pid) = ("", 0x7FFF_FFF0) }
        #expect(before.fate(seenBy: me, isShared: false) == .gone)
        #expect(self.other { $0.boot = "" }.fate(seenBy: me, isShared: false) == .alive)
        #expect(before.fate(seenBy: me, isShared: true) == .unknown)
        #expect(self.other { ($0.boot, $0.processes) = ("", "1") }.fate(seenBy: me, isShared: false) == .unknown)
        #expect(self.other { ($0.boot, $0.host) = ("", "render2") }.fate(seenBy: me, isShared: false) == .unknown)
        #expect(self.other { ($0.boot, $0.machine) = ("", "m") }.fate(seenBy: me, isShared: false) == .unknown)
    }

    /// Catches a live process that people are told is gone: one that is hidden, of another container, another machine or a
    /// machine's copy; and a dead one that counts as alive for a minute.
    @Test func whoLooksOnlySaysGoneWhenItIs() {
        let dead = self.other { $0.pid = 0x7FFF_FFF0 }
        #expect(dead.isGone(seenBy: self.me, isShared: false) && dead.isGone(seenBy: self.me, isShared: true))
        #expect(self.other { $0.started = "1" }.isGone(seenBy: self.me, isShared: false))
        #expect(self.other { $0.boot = "before" }.isGone(seenBy: self.me, isShared: false))
        // A service that is kept from telling the boot.
        let hidden = self.other { $0.boot = "" }
        #expect(!hidden.isGone(seenBy: self.me, isShared: false))
        #expect(self.other { ($0.boot, $0.pid) = ("", 0x7FFF_FFF0) }.isGone(seenBy: self.me, isShared: false))
        for alive in [
            self.other { _ in }, self.other { $0.boot = "before" },
            self.other { ($0.boot, $0.pid) = ("", 0x7FFF_FFF0) },
            self.other { ($0.host, $0.pid) = ("render2", 0x7FFF_FFF0) },
            self.other { ($0.machine, $0.pid) = ("", 0x7FFF_FFF0) },
            self.other { ($0.processes, $0.pid) = ("1", 0x7FFF_FFF0) },
        ] { #expect(!alive.isGone(seenBy: self.me, isShared: true), "\(alive)") }
    }

    /// Catches another machine, or another container, whose process numbers are looked up here.
    @Test func aProcessOfElsewhereIsNot() {
        let elsewhere = self.other { ($0.machine, $0.boot) = ("m", "b") }
        #expect(elsewhere.fate(seenBy: self.me, isShared: false) == .unknown)
        #expect(self.other { $0.processes = "1" }.fate(seenBy: self.me, isShared: false) == .unknown)
        #expect(
            self.other { ($0.boot, $0.host) = ("before", "render2") }.fate(seenBy: self.me, isShared: false) == .unknown
        )
        #expect(self.other { ($0.boot, $0.machine) = ("", "") }.fate(seenBy: self.me, isShared: false) == .unknown)
    }

    @Test func itIsWrittenAndLeftByItsOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let inbox = InboxFolder(path: folder.path)
        #expect(try inbox.holder() == nil)
        try inbox.write(self.me)
        #expect(try inbox.holder() == self.me)
        try inbox.leave(self.other { _ in })
        #expect(try inbox.holder() == self.me)
        try inbox.leave(self.me)
        #expect(try inbox.holder() == nil)
        for text in ["{", "[]", #"{"instance": "x"}"#] {
            try folder.write(text, to: ".promptd/holder.json")
            #expect(try inbox.holder() == nil, "\(text)")
        }
    }
}
