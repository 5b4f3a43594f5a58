import ArgumentParser
import Foundation
import PromptCore
import PromptService

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for what an installation can get wrong, and says what to do.",
        discussion: """
            It looks at settings, folders and what their disks can do, the daemon and its unit, the machine's limits and clock, \
            name service, API, token and balance; nothing of that is waited for without end. It leaves everything as it was. \
            As root it looks at the folders, the hook and the uploader as the service's user, and at the token stored for the service. \
            Exit codes: 0 nothing is wrong, 78 something is.
            """
    )

    @Flag(help: "Print the findings as JSON.")
    var json = false

    /// Looks at one folder, the hook or the uploader alone, as the service's user, or at what concerns all folders, in a process of its
    /// own.
    @Option(help: .hidden)
    var examine: String?

    @OptionGroup(title: "Settings")
    var options: SettingOptions

    func run() async throws {
        do {
            let environment = ProcessInfo.processInfo.environment
            if let folder = self.examine { return try self.look(at: folder, environment) }
            let findings = await self.findings(environment)
            if self.json {
                try Terminal.printDocument(Finding.document(findings))
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
        let arguments = Array(CommandLine.arguments.dropFirst())
        async let inbox = Self.folder(.inbox, settings, arguments)
        async let outbox = Self.folder(.outbox, settings, arguments)
        async let state = Self.folder(.state, settings, arguments)
        async let hook = Self.program(.hook, settings, arguments)
        async let uploader = Self.program(.uploader, settings, arguments)
        async let machine = Self.machine(arguments)
        async let api = APIExamination(settings, environment: environment).findings()
        let folders = await inbox + outbox + state
        let programs = await hook + uploader
        return SettingsExamination(settings).findings + programs + folders + (await machine) + (await api)
    }

    private static func folder(_ key: SettingKey, _ settings: Settings, _ arguments: [String]) async -> [Finding] {
        do throws(ExitError) {
            return await FolderInquiry(key: key, path: try settings.folder(key), arguments: arguments).findings()
        } catch {
            return [.failure(key.rawValue, error.message)]
        }
    }

    private static func program(_ key: SettingKey, _ settings: Settings, _ arguments: [String]) async -> [Finding] {
        guard let path = SettingsExamination(settings).path(of: key) else { return [] }
        return await FolderInquiry(key: key, path: path, arguments: arguments).findings()
    }

    private static func machine(_ arguments: [String]) async -> [Finding] {
        let units = UnitExamination().findings
        let asked = await UnitExamination.loaded() + ClockExamination.synchronisation() + MachineExamination.findings()
        return await FolderInquiry.all(arguments) + units + asked
    }

    /// What ``FolderInquiry`` asks for.
    private func look(at name: String, _ environment: [String: String]) throws(ExitError) {
        if name == FolderInquiry.together {
            let settings = try Settings(self.options, environment: environment)
            let findings = MountExamination.findings(settings) + ProcessExamination.findings(settings)
            return try Terminal.printDocument(Finding.document(findings))
        }
        let programs = SettingsExamination.programs
        guard let key = SettingKey(rawValue: name), ([.inbox, .outbox, .state] + programs).contains(key) else {
            throw ExitError(.configuration, "\(name) is nothing that is looked at alone")
        }
        let settings = try Settings(self.options, environment: environment)
        let user = ServiceUser.found
        try user?.become()
        if programs.contains(key) {
            return try Terminal.printDocument(Finding.document(SettingsExamination(settings).program(key)))
        }
        var findings = FolderExamination(settings, key, as: user).findings
        if key == .inbox { findings += DaemonExamination(settings).findings }
        try Terminal.printDocument(Finding.document(findings))
    }
}
