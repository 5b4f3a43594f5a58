import Foundation
import RunComfy
import Systemd

/// Where the API token comes from: the service manager's credential, the environment, or what the vendor's own
/// command-line client has saved.
enum TokenSource {
    static let credential = "runcomfy-token"
    static let variables = ["RUNCOMFY_TOKEN", "RUNCOMFY_API_TOKEN"]

    /// Where the service's credential is kept, readable for root alone; the service manager hands it over at each start.
    static let store = "/etc/credstore/\(credential)"

    /// Where it is kept encrypted by the machine's own key, for a service with `LoadCredentialEncrypted=`.
    static let encryptedStore = "/etc/credstore.encrypted/\(credential)"

    /// A token, where it was found, and what its owner should do about that place, if anything.
    typealias Found = (token: AccessToken, place: String, warning: String?)

    /// - Throws: `ExitError` if a source holds something that cannot be a token, or that others can change.
    /// - Returns: the token; `nil` if there is none.
    static func find(environment: [String: String]) throws(ExitError) -> Found? {
        guard let found = try self.text(environment) else { return nil }
        do {
            return (try AccessToken(found.saved.text), found.place, found.saved.warning)
        } catch {
            throw ExitError(.configuration, error.message)
        }
    }

    /// The token that is stored for the service, encrypted or not.
    ///
    /// - Returns: `nil` if there is none.
    /// - Throws: `ExitError` if it cannot be read: root alone may.
    static func stored() async throws(ExitError) -> Found? {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: Self.store))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return try await self.decrypted()
        } catch {
            throw ExitError(
                .noPermission,
                "the token stored for the service cannot be read: \(SystemReason.text(error)); root can: use sudo"
            )
        }
        do {
            return (try AccessToken(String(decoding: bytes, as: UTF8.self)), Self.store, nil)
        } catch {
            throw ExitError(.configuration, "\(error.message) It is the one in \(Self.store)")
        }
    }

    /// The token that is stored encrypted, which the service manager's own tool decrypts for root.
    private static func decrypted() async throws(ExitError) -> Found? {
        guard FileManager.default.fileExists(atPath: Self.encryptedStore) else { return nil }
        let arguments = ["decrypt", "--name=\(Self.credential)", Self.encryptedStore, "-"]
        switch await Inquiry.ask("/usr/bin/systemd-creds", arguments, within: .seconds(20)) {
        case .said(let text):
            do {
                return (try AccessToken(text), Self.encryptedStore, nil)
            } catch {
                throw ExitError(.configuration, "\(error.message) It is the one in \(Self.encryptedStore)")
            }
        case .failed(let why):
            throw ExitError(
                .noPermission,
                "the token in \(Self.encryptedStore) cannot be decrypted: \(why). Root can: use sudo"
            )
        case .silent:
            throw ExitError(.noPermission, "the token in \(Self.encryptedStore) was not decrypted in time")
        }
    }

    static let missing = ExitError(
        .configuration,
        """
        there is no API token. Copy it from your profile at runcomfy.com, then run `sudo promptd token set` to store it \
        for the service (in \(store)), or set \(variables[0]), or run `runcomfy login`
        """
    )

    private static func text(
        _ environment: [String: String]
    ) throws(ExitError) -> (saved: SavedToken, place: String)? {
        do {
            if let bytes = try Credentials(environment: environment).read(Self.credential) {
                let saved = SavedToken(text: String(decoding: bytes, as: UTF8.self), warning: nil)
                return (saved, "the credential \(Self.credential)")
            }
        } catch {
            throw ExitError(.configuration, error.message)
        }
        for variable in Self.variables {
            if let value = environment[variable], !value.isEmpty {
                return (SavedToken(text: value, warning: nil), "the variable \(variable)")
            }
        }
        guard let folder = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map({ "\($0)/.config" }) else {
            return nil
        }
        let path = "\(folder)/runcomfy/token.json"
        return try SavedToken.read(path).map { ($0, path) }
    }
}
