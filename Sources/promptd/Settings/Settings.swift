import Configuration
import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptService
import RunComfy
import SystemPackage

/// The settings in force: the command line over the environment over the configuration file over the defaults.
struct Settings {
    private let reader: ConfigReader

    /// - Parameters:
    ///   - options: What the command line gives.
    ///   - environment: The process's variables; those that start with `PROMPTD_` count.
    /// - Throws: `Complaint` if the file cannot be read or names a setting that does not exist.
    init(_ options: SettingOptions, environment: [String: String]) async throws(Complaint) {
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

    private static func file(_ path: String) async throws(Complaint) -> any ConfigProvider {
        do {
            try ConfigurationFile.check(
                String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self),
                path: path
            )
            return try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
        } catch let complaint as Complaint {
            throw complaint
        } catch let error as CocoaError {
            throw Complaint(.configuration, "cannot read the configuration file \(path): \(error.localizedDescription)")
        } catch {
            throw Complaint(.configuration, "the configuration file \(path) is not valid YAML: \(error)")
        }
    }

    func text(_ key: SettingKey) -> String? {
        self.reader.string(forKey: ConfigKey([key.rawValue]))
    }

    func folder(_ key: SettingKey) throws(Complaint) -> String {
        guard let path = self.text(key), !path.isEmpty else {
            throw Complaint(.configuration, "\(key.rawValue) is not set; give \(key.places)")
        }
        return path
    }

    func duration(_ key: SettingKey, _ standard: Duration) throws(Complaint) -> Duration {
        guard let text = self.text(key) else { return standard }
        guard let duration = DurationText.parse(text) else {
            throw Complaint(
                .configuration,
                "\(key.rawValue) is \"\(text)\", which is no duration; write 500ms, 2s, 1m or 1h"
            )
        }
        return duration
    }

    /// A time limit: one of nothing would end everything before it has begun.
    private func limit(_ key: SettingKey, _ standard: Duration) throws(Complaint) -> Duration {
        let limit = try self.duration(key, standard)
        guard limit >= .milliseconds(1) else { throw Complaint(.configuration, "\(key.rawValue) must be at least 1ms") }
        return limit
    }

    func seconds(_ key: SettingKey, _ standard: Double) throws(Complaint) -> Double {
        try self.duration(key, .seconds(standard)).seconds
    }

    func number(_ key: SettingKey, _ standard: Int, _ allowed: ClosedRange<Int>) throws(Complaint) -> Int {
        guard let text = self.text(key) else { return standard }
        guard let number = Int(text), allowed.contains(number) else {
            throw Complaint(
                .configuration,
                "\(key.rawValue) is \"\(text)\"; it must be a whole number from \(allowed.lowerBound) to \(allowed.upperBound)"
            )
        }
        return number
    }

    /// The log level, `notice` if none is set.
    func logLevel() throws(Complaint) -> Logger.Level {
        guard let text = self.text(.logLevel) else { return .notice }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Complaint(.configuration, "log-level is \"\(text)\"; it must be one of \(names)")
        }
        return level
    }

    /// The API's address, RunComfy's own if none is set.
    func endpoint() throws(Complaint) -> RunComfyEndpoint {
        do {
            return try RunComfyEndpoint(self.text(.api) ?? RunComfyEndpoint.standard)
        } catch {
            throw Complaint(.configuration, error.message)
        }
    }

    /// How long the API is waited for.
    func timeouts() throws(Complaint) -> Timeouts {
        let standard = Timeouts()
        return Timeouts(
            connect: try self.limit(.connectTimeout, standard.connect),
            submission: try self.limit(.submitTimeout, standard.submission),
            call: try self.limit(.callTimeout, standard.call)
        )
    }

    /// From where results may come, and how slowly.
    func downloadPolicy(_ endpoint: RunComfyEndpoint) throws(Complaint) -> DownloadPolicy {
        let key = ConfigKey([SettingKey.downloadHosts.rawValue])
        let listed = self.reader.stringArray(forKey: key) ?? self.text(.downloadHosts).map { [$0] } ?? []
        var hosts = HostPattern.vendor
        for text in listed.flatMap({ $0.split(separator: ",") }) {
            do {
                hosts.append(try HostPattern(text.trimmingCharacters(in: .whitespaces)))
            } catch {
                throw Complaint(.configuration, error.message)
            }
        }
        let megabytes = try self.number(.maxFileSize, 2048, 1...1_000_000)
        var policy = DownloadPolicy(endpoint: endpoint, hosts: hosts, sizeCap: Int64(megabytes) << 20)
        policy.idleTimeout = try self.limit(.downloadStall, policy.idleTimeout)
        return policy
    }

    /// What prompts may say.
    func rules() throws(Complaint) -> PromptRules {
        var rules = PromptRules()
        if let text = self.text(.model) {
            guard let model = ModelID(text) else {
                throw Complaint(
                    .configuration,
                    "model is \"\(text)\"; it must look like \(ModelID.seedreamSequential)"
                )
            }
            rules.defaultModel = model
        }
        if let text = self.text(.countInText) {
            guard let rule = PromptRules.CountInText(rawValue: text) else {
                throw Complaint(.configuration, "count-in-text is \"\(text)\"; it must be prefix, as_is or refuse")
            }
            rules.countInText = rule
        }
        rules.maxImages = try self.number(.maxImages, rules.maxImages, 1...15)
        return rules
    }
}
