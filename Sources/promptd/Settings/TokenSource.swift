import Foundation
import RunComfy
import Systemd

/// Where the API token comes from: the service manager's credential, the environment, or what the vendor's own
/// command-line client has saved.
enum TokenSource {
    static let credential = "runcomfy-token"
    static let variables = ["RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN"]

    /// A token, and what its owner should do about the place where it was found, if anything.
    typealias Found = (token: AccessToken, warning: String?)

    /// - Throws: `ExitError` if a source holds something that cannot be a token, or that others can change.
    /// - Returns: the token; `nil` if there is none.
    static func find(environment: [String: String]) throws(ExitError) -> Found? {
        guard let found = try self.text(environment) else { return nil }
        do {
            return (try AccessToken(found.text), found.warning)
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

    private static func text(_ environment: [String: String]) throws(ExitError) -> SavedToken? {
        do {
            if let bytes = try Credentials(environment: environment).read(Self.credential) {
                return SavedToken(text: String(decoding: bytes, as: UTF8.self), warning: nil)
            }
        } catch {
            throw ExitError(.configuration, error.message)
        }
        for variable in Self.variables {
            if let value = environment[variable], !value.isEmpty { return SavedToken(text: value, warning: nil) }
        }
        guard let folder = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map({ "\($0)/.config" }) else {
            return nil
        }
        return try SavedToken.read("\(folder)/runcomfy/token.json")
    }
}
