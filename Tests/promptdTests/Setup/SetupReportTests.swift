import Testing

@testable import promptd

struct SetupReportTests {
    /// Catches advice for another installation than the one at hand.
    @Test(arguments: [
        ("/srv/pictures", false, "promptd run --inbox /srv/pictures/inbox --outbox /srv/pictures/outbox --state"),
        ("/srv/pictures", true, "BindPaths=/srv/pictures:/srv/promptd"),
        ("/srv/promptd", true, "systemctl start promptd"), ("/srv/promptd/studio", true, "enable --now promptd@studio"),
    ])
    func saysWhatComesNext(_ path: String, _ isOfService: Bool, _ words: String) {
        let place = SetupPlace(below: path + "/", hasState: !isOfService)
        let report = SetupReport(findings: [], made: [], place: place, isOfService: isOfService)
        #expect(report.next.contains(words), "\(report.next)")
        #expect((place.state == nil) == isOfService)
    }

    /// Catches a command or a setting that a name with spaces or quotes breaks.
    @Test
    func quotesNames() {
        let place = SetupPlace(below: "/srv/it's here", hasState: true)
        let report = SetupReport(findings: [], made: [], place: place, isOfService: false)
        #expect(report.next.contains(#"--inbox '/srv/it'\''s here/inbox'"#))
        #expect(report.lines.contains("  inbox: '/srv/it''s here/inbox'"))
    }
}
