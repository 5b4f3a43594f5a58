import Foundation
import RunComfy
import Systemd

/// Where the API token comes from: the service manager's credential, the environment, or what the vendor's own
/// command-line client has saved.
enum TokenSource {
    static let credential = "runcomfy-token"
    static let variables = ["RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN"]

    /// - Throws: `ExitError` if a source holds something that cannot be a token.
    /// - Returns: the token; `nil` if there is none.
    static func find(environment: [String: String]) throws(ExitError) -> AccessToken? {
        guard let text = try self.text(environment) else { return nil }
        do {
            return try AccessToken(text)
        } catch {
            throw ExitError(.configuration, error.message)
        }
    }

    static let missing = ExitError(
        .configuration,
        """
        there is no API token. Copy it from your profile at runcomfy.com, then set \(variables[0]), or store it for the \
        service as credential \(credential) (/etc/credstore/\(credential)), or run `runcomfy login`
        """
    )

    private static func text(_ environment: [String: String]) throws(ExitError) -> String? {
        do {
            if let bytes = try Credentials(environment: environment).read(Self.credential) {
                return String(decoding: bytes, as: UTF8.self)
            }
        } catch {
            throw ExitError(.configuration, error.message)
        }
        for variable in Self.variables {
            if let value = environment[variable], !value.isEmpty { return value }
        }
        return try self.saved(environment)
    }

    private struct Saved: Decodable {
        var access_token: String
    }

    private static func saved(_ environment: [String: String]) throws(ExitError) -> String? {
        guard let folder = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map({ "\($0)/.config" }) else {
            return nil
        }
        let path = "\(folder)/runcomfy/token.json"
        do {
            return try JSONDecoder().decode(Saved.self, from: Data(contentsOf: URL(filePath: path))).access_token
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw ExitError(
                .configuration,
                "cannot read the token saved in \(path); run `runcomfy login` again, or set \(Self.variables[0])"
            )
        }
    }
}
