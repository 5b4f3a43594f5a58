import Foundation
import PromptCore
import Yams

/// The configuration file: one flat list of settings in YAML.
///
/// Read here, as a tree that is checked whole, and not by a library that turns what it does not understand into "not set":
/// a cap that is misspelt, indented or given as a list would silently be none.
enum ConfigurationFile {
    /// What a setting may be in the file.
    enum Value: Equatable {
        case text(String)
        /// For settings that are lists.
        case list([String])
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: `ExitError` that says what is wrong in which line.
    static func read(_ path: String) throws(ExitError) -> [SettingKey: Value] {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ExitError(.configuration, "cannot read the configuration file \(path): \(SystemReason.text(error))")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ExitError(.configuration, "the configuration file \(path) is not UTF-8")
        }
        return try self.parse(text, path: path)
    }

    /// Reads the file's content; `path` is for messages.
    static func parse(_ text: String, path: String) throws(ExitError) -> [SettingKey: Value] {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw ExitError(.configuration, "the configuration file \(path) is not valid YAML: \(error)")
        }
        // Nothing but comments.
        guard let root, !root.isNothing else { return [:] }
        guard case .mapping(let mapping) = root else {
            throw ExitError(
                .configuration,
                "\(path) is no list of settings; write one a line, such as max-in-flight: 4"
            )
        }
        var values: [SettingKey: Value] = [:]
        for (name, node) in mapping {
            let place = "\(path), line \(name.mark?.line ?? 1)"
            guard case .scalar(let scalar) = name, let key = SettingKey(rawValue: scalar.string) else {
                let known = SettingKey.allCases.map(\.rawValue).joined(separator: ", ")
                let given = name.scalar?.string ?? "of this form"
                let meant =
                    Spelling.nearest(to: given, among: SettingKey.allCases.map(\.rawValue))
                    .map { "did you mean \($0)? " } ?? ""
                throw ExitError(
                    .configuration,
                    "\(place): there is no setting \"\(given)\"; \(meant)there are \(known)"
                )
            }
            values[key] = try self.value(node, of: key, place)
        }
        return values
    }

    private static func value(_ node: Node, of key: SettingKey, _ place: String) throws(ExitError) -> Value {
        if case .sequence(let sequence) = node, key.setting.kind.isList {
            var list: [String] = []
            for element in sequence { list.append(try self.text(element, of: key, place)) }
            return .list(list)
        }
        return .text(try self.text(node, of: key, place))
    }

    private static func text(_ node: Node, of key: SettingKey, _ place: String) throws(ExitError) -> String {
        guard case .scalar(let scalar) = node else {
            throw ExitError(
                .configuration,
                "\(place): \(key.rawValue) must be one value, not a list or a group of others; \(key.setting.kind.example)"
            )
        }
        guard !node.isNothing else {
            throw ExitError(
                .configuration,
                "\(place): \(key.rawValue) has no value; \(key.setting.kind.example), or leave the line out"
            )
        }
        return scalar.string
    }
}

extension Node {
    /// Whether it says nothing: an empty plain value, `~` or `null`.
    fileprivate var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
