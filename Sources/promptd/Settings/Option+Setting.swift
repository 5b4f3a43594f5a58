import ArgumentParser

extension Option where Value == String? {
    /// The option of a setting, named and explained as the table has it.
    init(_ key: SettingKey) {
        self.init(
            name: .customLong(key.rawValue),
            help: ArgumentHelp(key.setting.usage, valueName: key.setting.kind.valueName)
        )
    }
}
