import ArgumentParser
import Testing

@testable import promptd

struct SettingOptionsTests {
    /// Catches a setting whose option is missing, has another name, or gives another setting's value.
    @Test(arguments: SettingKey.allCases)
    func anOptionGivesItsOwnSetting(_ key: SettingKey) throws {
        let options = try SettingOptions.parse(["--\(key.rawValue)", "given"])
        #expect(options.values == [key: "given"])
        #expect(options.config == nil)
    }

    /// Catches options that stand in for one another when all are given.
    @Test
    func allOptionsTogether() throws {
        let arguments = SettingKey.allCases.flatMap { ["--\($0.rawValue)", "given for \($0.rawValue)"] }
        let options = try SettingOptions.parse(arguments)
        let expected = SettingKey.allCases.map { ($0, "given for \($0.rawValue)") }
        #expect(options.values == Dictionary(uniqueKeysWithValues: expected))
    }

    /// Catches a help text that keeps a setting, its kind of value or its default to itself.
    @Test(arguments: SettingKey.allCases)
    func helpHasTheDefault(_ key: SettingKey) throws {
        let setting = key.setting
        let words = SettingOptions.helpMessage().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("--\(key.rawValue) <\(setting.kind.valueName)> \(setting.usage)"))
        if let standard = setting.defaultText ?? setting.whenUnset {
            #expect(setting.usage.hasSuffix(" (\(standard))."))
        }
    }
}
