import ArgumentParser

extension Option where Value == String? {
    /// The option of a setting, named and explained as the table has it.
    init(_ key: SettingKey) {
        self.init(
            name: .customLong(key.rawValue),
            help: ArgumentHelp(key.setting.usage, valueName: key.setting.kind.valueName),
            completion: key.setting.kind.completion
        )
    }

    /// What is named on the command line and is no setting.
    enum Place {
        case configurationFile
    }

    /// The option that names where settings are.
    init(_ place: Place) {
        self.init(
            name: .customLong("config"),
            help: ArgumentHelp("The configuration file (YAML).", valueName: "file"),
            completion: .file()
        )
    }
}
