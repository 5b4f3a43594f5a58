import Configuration
import Foundation
import SystemPackage

/// The settings in force: the command line over the environment over the configuration file over the defaults
/// of the table.
struct Settings {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - options: What the command line gives.
    ///   - environment: The process's variables; those that start with `PROMPTD_` count.
    /// - Throws: `ExitError` if the file cannot be read or names a setting that does not exist.
    init(_ options: SettingOptions, environment: [String: String]) async throws(ExitError) {
        let given = options.values.map {
            (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(.string($0.value), isSecret: false))
        }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "command line", values: Dictionary(uniqueKeysWithValues: given)),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "promptd"),
        ]
        if let path = options.config ?? environment["PROMPTD_CONFIG"] {
            providers.append(try await Self.file(path))
        }
        self.reader = ConfigReader(providers: providers)
    }

    private static func file(_ path: String) async throws(ExitError) -> any ConfigProvider {
        do {
            try ConfigurationFile.check(
                String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self),
                path: path
            )
            return try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
        } catch let exitError as ExitError {
            throw exitError
        } catch let error as CocoaError {
            throw ExitError(.configuration, "cannot read the configuration file \(path): \(error.localizedDescription)")
        } catch {
            throw ExitError(.configuration, "the configuration file \(path) is not valid YAML: \(error)")
        }
    }

    /// What is set for `key`, else its default; `nil` if there is neither.
    func text(_ key: SettingKey) -> String? {
        self.reader.string(forKey: ConfigKey([key.rawValue])) ?? key.setting.defaultText
    }

    /// The same for a setting that is a list in the file, or one text with commas.
    func items(_ key: SettingKey) -> [String] {
        let listed = self.reader.stringArray(forKey: ConfigKey([key.rawValue])) ?? self.text(key).map { [$0] } ?? []
        return listed.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
