import Logging
import PromptCore
import RunComfy

/// Looks at the API: whether it can be reached, by what clock it works, whether it takes the token, and what is left in the
/// account.
struct APIExamination: Sendable {
    private let settings: Settings
    private let environment: [String: String]

    init(_ settings: Settings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    func findings() async -> [Finding] {
        do throws(ExitError) {
            let endpoint = try self.settings.endpoint()
            let proxy = try ProxyVariables.proxy(for: endpoint, environment: self.environment)
            let found = proxy.map { Finding.ok("proxy", ProxyVariables.notice($0, endpoint)) }
            // Behind a proxy it is that one which looks up the API's name.
            let isServed = proxy?.serves(endpoint) ?? false
            let names = await NameExamination.findings(isServed ? proxy?.hostName ?? "" : endpoint.host)
            return [found].compactMap(\.self) + names + (await self.examine(endpoint, proxy))
        } catch {
            return [.failure("API", error.message)]
        }
    }

    private func examine(_ endpoint: RunComfyEndpoint, _ proxy: WebProxy?) async -> [Finding] {
        do throws(ExitError) {
            let found = try await self.token(isNeeded: !endpoint.isLoopback)
            let warning = found?.warning.map { Finding.warning("token", $0, "chmod 600 on that file") }
            let examined = try await self.ask(endpoint, proxy, found)
            return [warning].compactMap(\.self) + examined
        } catch {
            return [.failure("token", error.message)]
        }
    }

    /// Asks the API itself.
    ///
    /// - Throws: `ExitError` if the settings are wrong.
    private func ask(
        _ endpoint: RunComfyEndpoint,
        _ proxy: WebProxy?,
        _ found: TokenSource.Found?
    ) async throws(ExitError) -> [Finding] {
        let token = if let found { found.token } else { try Self.anyToken() }
        let timeouts = try self.settings.timeouts()
        let cap = try self.settings.ifSet(.maxUSDPerDay, self.settings.dollars)
        let contact: (Contact, balance: [Finding])
        do {
            contact = try await withRunComfyClient(
                endpoint: endpoint,
                token: token,
                timeouts: timeouts,
                proxy: proxy,
                logger: Logger(label: "doctor")
            ) { client in
                let contact = try await client.contact()
                return (contact, await Self.balance(client, cap: cap))
            }
        } catch let failure as APIError {
            return [.failure("API", "\(endpoint) could not be asked: \(failure.message)", Self.remedy(failure.message))]
        } catch {
            return [.failure("API", "\(endpoint) could not be asked: \(error)")]
        }
        let clock = contact.0.clockAhead.flatMap { ClockExamination.difference($0, doubt: contact.0.seconds) }
        let time = "answers in \(Int((contact.0.seconds * 1000).rounded(.up))) ms"
        guard let found else { return [.ok("API", "\(endpoint) is on this machine, takes any token, and \(time)")] }
        let verdict = try await self.verdict(endpoint, found, time)
        let isTaken = verdict.level == .ok
        return [clock, verdict].compactMap(\.self) + (isTaken ? contact.balance : [])
    }

    private func verdict(
        _ endpoint: RunComfyEndpoint,
        _ found: TokenSource.Found,
        _ time: String
    ) async throws(ExitError) -> Finding {
        switch try await TokenTrial.run(found.token, self.settings, environment: self.environment) {
        case .taken: .ok("API", "\(endpoint) \(time), and takes the token from \(found.place)")
        case .refused(let why):
            .failure(
                "token",
                "\(endpoint) does not take the one from \(found.place): \(why)",
                "promptd token set, then systemctl restart promptd"
            )
        case .unknown(let why): .failure("API", "\(endpoint) could not be asked: \(why)", Self.remedy(why))
        }
    }

    private static func balance(_ client: RunComfyClient, cap: USD?) async -> [Finding] {
        do throws(APIError) {
            guard let balance = try await client.balance() else { return [] }
            return [self.judge(balance, cap: cap)]
        } catch {
            // Nothing depends on it: promptd itself never asks.
            return [.warning("balance", "it could not be asked for: \(error.message)", "Look at runcomfy.com.")]
        }
    }

    static func judge(_ balance: USD, cap: USD?) -> Finding {
        let remedy = "Add to it at runcomfy.com; without money the queue waits, and no prompt fails."
        guard balance > .zero else { return .warning("balance", "nothing is left in the account", remedy) }
        guard let cap, balance < cap else { return .ok("balance", "\(balance) USD are left in the account") }
        return .warning("balance", "\(balance) USD are left, less than one day may cost (\(cap) USD)", remedy)
    }

    /// What to look at, by the words for what went wrong below HTTP; `nil` for a name, which is looked up by itself.
    private static func remedy(_ words: String) -> String? {
        if words.contains("the proxy") {
            return "Look at HTTPS_PROXY and NO_PROXY: those of the service are in its drop-in (Environment=)."
        }
        if words.contains("(DNS)") { return nil }
        return words.contains("(TLS)")
            ? "Look at the clock, and at the certificates: apt install ca-certificates; does something on the way read along?"
            : "Does curl -I get an answer from there? Look at the firewall, and at the network's state."
    }

    /// For a sandbox, which takes any.
    private static func anyToken() throws(ExitError) -> AccessToken {
        do {
            return try AccessToken("sandbox")
        } catch {
            throw ExitError(.configuration, error.message)
        }
    }

    private func token(isNeeded: Bool) async throws(ExitError) -> TokenSource.Found? {
        if let found = try TokenSource.find(environment: self.environment) { return found }
        if let found = try await TokenSource.stored() { return found }
        if isNeeded { throw TokenSource.missing }
        return nil
    }
}
