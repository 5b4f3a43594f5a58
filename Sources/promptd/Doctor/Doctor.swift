import ArgumentParser
import Foundation
import PromptCore
import PromptService

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for what an installation can get wrong, and says what to do.",
        discussion: """
            It changes nothing. As root it looks at the folders as the service's user sees them, and at the token stored for \
            the service. Exit codes: 0 nothing is wrong, 78 something is.
            """
    )

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        do {
            let findings = await self.findings(ProcessInfo.processInfo.environment)
            if self.json {
                let document = JSONValue.object([
                    .init("schema_version", .integer(1)), .init("findings", .array(findings.map(\.json))),
                ])
                try Terminal.printDocument(document.pretty())
            } else {
                for finding in findings { try Terminal.print(finding.lines) }
            }
            let wrong = findings.count { $0.level == .failure }
            guard wrong == 0 else {
                throw ExitError(.configuration, "\(wrong) of \(findings.count) things are wrong")
            }
        } catch let error as ExitError {
            throw error.exit()
        }
    }

    private func findings(_ environment: [String: String]) async -> [Finding] {
        let settings: Settings
        do {
            settings = try Settings(self.options, environment: environment)
        } catch {
            return [.failure("settings", error.message)]
        }
        var findings = SettingsExamination(settings).findings
        findings += FolderExamination(settings, user: ServiceUser.found).findings
        findings += MachineExamination.findings
        findings += DaemonExamination(settings).findings
        findings += await APIExamination(settings, environment: environment).findings()
        return findings
    }
}
