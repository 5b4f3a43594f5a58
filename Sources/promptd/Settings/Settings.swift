import Configuration
import Foundation
import PromptCore

/// The settings in force: the command line over the environment over the configuration file over the defaults
/// of the table.
struct Settings {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - options: What the command line gives.
    ///   - environment: The process's variables; those that start with `PROMPTD_` count.
    /// - Throws: `ExitError` if the file cannot be read, or if it or a variable names a setting that does not exist or gives
    ///   what can be no value.
    init(_ options: SettingOptions, environment: [String: String]) throws(ExitError) {
        var given: [SettingKey: ConfigurationFile.Value] = [:]
        for (key, text) in options.values { given[key] = .text(try Self.trimmed(text, of: key, "--\(key.rawValue)")) }
        var sources = [("command line", given), ("environment", try Self.variables(environment))]
        let named = try Self.path(environment)
        if let path = options.config ?? named ?? Self.standardPathIfThere {
            var values = try ConfigurationFile.read(path)
            for (key, value) in values {
                guard case .text(let text) = value else { continue }
                values[key] = .text(try Self.trimmed(text, of: key, "\(key.rawValue) in \(path)"))
            }
            sources.append(("file", values))
        }
        self.reader = ConfigReader(
            providers: sources.map { name, values in
                InMemoryProvider(
                    name: name,
                    values: Dictionary(
                        uniqueKeysWithValues: values.map {
                            (AbsoluteConfigKey([$0.key.rawValue]), $0.value.configValue)
                        }
                    )
                )
            }
        )
    }

    private static let variablePrefix = "PROMPTD_"

    /// The variable that names the configuration file.
    static let pathVariable = "PROMPTD_CONFIG"

    /// The file that a variable names.
    private static func path(_ environment: [String: String]) throws(ExitError) -> String? {
        guard let text = environment[Self.pathVariable] else { return nil }
        return try Self.trimmed(text, of: .state, Self.pathVariable)
    }

    /// The installed service's configuration file, which is read where no other is named.
    static let standardPath = "/etc/promptd/promptd.yaml"

    private static var standardPathIfThere: String? {
        // One that cannot be looked at is there: what it caps must not count as not capped.
        unsafe access(Self.standardPath, F_OK) != 0 && [ENOENT, ENOTDIR].contains(errno) ? nil : Self.standardPath
    }

    /// The settings that the environment gives.
    ///
    /// One that is misspelt is refused: it might be the cap.
    private static func variables(
        _ environment: [String: String]
    ) throws(ExitError) -> [SettingKey: ConfigurationFile.Value] {
        let known = Dictionary(uniqueKeysWithValues: SettingKey.allCases.map { ($0.variable, $0) })
        // A hook may run promptd.
        let ofHook = EndReport.variables(in: environment.keys)
        var values: [SettingKey: ConfigurationFile.Value] = [:]
        for (name, text) in environment.sorted(by: { $0.key < $1.key })
        where name.uppercased().hasPrefix(Self.variablePrefix) && name != Self.pathVariable && !ofHook.contains(name) {
            guard let key = known[name] else {
                let names = [Self.pathVariable] + SettingKey.allCases.map(\.variable)
                // What all of them begin with says nothing.
                let ends = names.map { String($0.dropFirst(Self.variablePrefix.count)) }
                let end = Spelling.nearest(to: String(name.dropFirst(Self.variablePrefix.count)), among: ends)
                let meant = end.map { "did you mean \(Self.variablePrefix)\($0)? " } ?? ""
                let all = names.joined(separator: ", ")
                throw ExitError(.configuration, "there is no variable \(name); \(meant)there are \(all)")
            }
            values[key] = .text(try Self.trimmed(text, of: key, name))
        }
        return values
    }

    /// A value without the white space around it, such as the end of a line that a file from Windows has left.
    ///
    /// - Throws: `ExitError` for what no setting can be: more than one line, control characters, or a value whose quotes
    ///   nobody has taken away.
    private static func trimmed(_ text: String, of key: SettingKey, _ place: String) throws(ExitError) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw ExitError(
                .configuration,
                "\(place) holds a line break or another control character; \(key.setting.kind.example), in one line"
            )
        }
        if let first = trimmed.first, trimmed.count > 1, first == trimmed.last, first == "\"" || first == "'" {
            throw ExitError(.configuration, "\(place) is \(trimmed), with quotes that would count; leave them out")
        }
        return trimmed
    }

    /// What is set for `key`, else its default; `nil` if there is neither.
    func text(_ key: SettingKey) -> String? {
        self.reader.string(forKey: ConfigKey([key.rawValue])) ?? key.setting.defaultText
    }

    /// The same for a setting that is a list in the file, or one text with commas.
    func items(_ key: SettingKey) -> [String] { self.itemsIfSet(key) ?? [] }

    /// The same; `nil` if nobody has set it.
    func itemsIfSet(_ key: SettingKey) -> [String]? {
        let listed = self.reader.stringArray(forKey: ConfigKey([key.rawValue])) ?? self.text(key).map { [$0] }
        return listed?.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The values in force, as a person would write them; without those that nobody has set and that have no default.
    var texts: [SettingKey: String] {
        SettingKey.allCases.reduce(into: [:]) { texts, key in
            texts[key] = key.setting.kind.isList ? self.itemsIfSet(key)?.joined(separator: ",") : self.text(key)
        }
    }
}

extension ConfigurationFile.Value {
    fileprivate var configValue: ConfigValue {
        switch self {
        case .text(let text): ConfigValue(.string(text), isSecret: false)
        case .list(let list): ConfigValue(.stringArray(list), isSecret: false)
        }
    }
}
