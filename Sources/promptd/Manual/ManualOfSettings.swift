/// promptd.yaml(5), from the table of settings.
struct ManualOfSettings {
    var page: ManualPage {
        var page = ManualPage("promptd.yaml", section: 5, "the configuration file of promptd")
        page.section("Description")
        page.paragraphs(
            """
            A list of settings in YAML, one a line. The service reads \(Settings.standardPath), and so do the commands; \
            --config FILE or \(Settings.pathVariable) names another.

            Each setting can also be given as a variable (\(SettingKey.maxInFlight.variable)) or on the command line \
            (--\(SettingKey.maxInFlight.rawValue)): the command line wins over a variable, a variable over the file. A \
            setting that does not exist, or a value that it cannot have, ends the start with one line that says what is \
            wrong.

            Times are written 500ms, 2s, 1m, 1h or 7d.
            """
        )
        page.section("Settings")
        for key in SettingKey.allCases {
            page.item("\(key.rawValue):", value: key.setting.kind.valueName, key.setting.usage)
        }
        page.section("Example")
        page.example(
            """
            inbox: /srv/promptd/inbox
            outbox: /srv/promptd/outbox
            state: /var/lib/promptd
            max-usd-per-day: 20
            """
        )
        page.section("See also")
        page.paragraphs("promptd(1), promptd-folder(7), promptd(8)")
        return page
    }
}
