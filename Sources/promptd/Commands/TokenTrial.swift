import Logging
import PromptCore
import RunComfy

/// Asks the API whether it takes a token, by a call that costs nothing.
enum TokenTrial: Equatable {
    case taken
    /// The API knows no such token; the text is what it says.
    case refused(String)
    /// It could not be asked; the text says why.
    case unknown(String)

    /// - Throws: `ExitError` if the settings are wrong.
    static func run(
        _ token: AccessToken,
        _ settings: Settings,
        environment: [String: String]
    ) async throws(ExitError) -> TokenTrial {
        let endpoint = try settings.endpoint()
        let proxy = try ProxyVariables.proxy(for: endpoint, environment: environment)
        let (timeouts, model) = (try settings.timeouts(), try settings.model(.model))
        do {
            _ = try await withRunComfyClient(
                endpoint: endpoint,
                token: token,
                timeouts: timeouts,
                proxy: proxy,
                logger: Logger(label: "token")
            ) {
                // Any call would do: the token is looked at first.
                try await $0.model(model)
            }
            return .taken
        } catch let failure as APIError {
            return self.judge(failure)
        } catch {
            return .unknown("\(error)")
        }
    }

    static func judge(_ failure: APIError) -> TokenTrial {
        switch failure.kind {
        case .token: .refused(failure.message)
        case .transient, .rateLimit, .unclear: .unknown(failure.message)
        // What it says is about the model, or the account's money.
        case .balance, .notFound, .refused: .taken
        }
    }
}
