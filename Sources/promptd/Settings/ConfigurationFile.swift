import Foundation

/// The configuration file is one flat list of settings.
///
/// The library that reads it does not say which of them nobody asked for, and a misspelled limit that is silently
/// ignored would cost money.
enum ConfigurationFile {
    /// - Throws: `ExitError` that names the first setting that does not exist.
    static func check(_ text: String, path: String) throws(ExitError) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].trimmingCharacters(in: .whitespaces)
            guard SettingKey(rawValue: name) == nil else { continue }
            let known = SettingKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw ExitError(
                .configuration,
                "\(path), line \(number + 1): there is no setting \"\(name)\"; there are \(known)"
            )
        }
    }
}
