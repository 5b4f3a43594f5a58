import Testing

@testable import promptd

struct SettingTests {
    /// Catches a reload that would move the files or the requests of jobs under way, or what others look at.
    @Test
    func onlyPlacesStay() {
        let fixed = SettingKey.allCases.filter { !$0.setting.isReloadable }
        #expect(fixed == [.inbox, .outbox, .state, .api, .connectTimeout, .control, .metrics, .logFormat])
    }

    /// Catches a setting that does not say what holds without it, or says it twice; a folder has to be given.
    @Test
    func eachHasOneDefault() {
        for key in SettingKey.allCases {
            let setting = key.setting
            let defaults = [setting.defaultText, setting.whenUnset].compactMap(\.self)
            if case .folder = setting.kind {
                #expect(defaults.isEmpty, "\(key)")
            } else {
                #expect(defaults.count == 1, "\(key)")
            }
        }
    }

    /// Catches a help text that is no sentence: the default and the full stop are put behind it.
    @Test
    func helpIsASentence() {
        for key in SettingKey.allCases {
            let help = key.setting.help
            #expect(help.first?.isUppercase == true && help.last?.isPunctuation == false, "\(help)")
        }
    }

    /// Catches a time limit that would end everything before it has begun, and scans without a pause.
    @Test
    func someTimesHaveALeast() {
        let leasts = SettingKey.allCases.reduce(into: [SettingKey: Duration]()) { leasts, key in
            if case .duration(let least) = key.setting.kind, least > .zero { leasts[key] = least }
        }
        let expected: [SettingKey: Duration] = [
            .scanInterval: .milliseconds(10), .connectTimeout: .milliseconds(1), .submitTimeout: .milliseconds(1),
            .callTimeout: .milliseconds(1), .downloadStall: .milliseconds(1), .hookTimeout: .milliseconds(1),
            .uploaderTimeout: .milliseconds(1),
        ]
        #expect(leasts == expected)
    }
}
