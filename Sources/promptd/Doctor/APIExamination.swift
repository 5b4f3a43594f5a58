import PromptCore
import RunComfy

/// Looks at the API: whether it can be reached, and whether it takes the token.
struct APIExamination {
    private let settings: Settings
    private let environment: [String: String]

    init(_ settings: Settings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    func findings() async -> [Finding] {
        do throws(ExitError) {
            let endpoint = try self.settings.endpoint()
            let found = try self.token(isNeeded: !endpoint.isLoopback)
            guard let found else { return [.ok("API", "\(endpoint) is on this machine, and takes any token")] }
            let proxy = ProxyVariables.unused(for: endpoint, environment: self.environment)
                .map { Finding.warning("proxy", ProxyVariables.notice($0)) }
            let warning = found.warning.map { Finding.warning("token", $0) }
            let verdict: Finding =
                switch try await TokenTrial.run(found.token, self.settings, environment: self.environment) {
                case .taken: .ok("API", "\(endpoint) takes the token from \(found.place)")
                case .refused(let why):
                    .failure(
                        "token",
                        "\(endpoint) does not take the one from \(found.place): \(why)",
                        "promptd token set, then systemctl restart promptd"
                    )
                case .unknown(let why): .failure("API", "\(endpoint) could not be asked: \(why)")
                }
            return [proxy, warning, verdict].compactMap(\.self)
        } catch {
            return [.failure("token", error.message)]
        }
    }

    private func token(isNeeded: Bool) throws(ExitError) -> TokenSource.Found? {
        if let found = try TokenSource.find(environment: self.environment) { return found }
        if let found = try TokenSource.stored() { return found }
        if isNeeded { throw TokenSource.missing }
        return nil
    }
}
