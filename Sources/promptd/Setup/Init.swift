import ArgumentParser
import Foundation
import PromptCore

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes inbox and outbox, tries them out, and puts a page for people into the inbox.",
        discussion: """
            Makes inbox, outbox and state below FOLDER, or those of the settings if none is given, with modes by which a group \
            shares them (2770) and state is its owner's alone (0700); where promptd is installed as a service, state is the \
            service's own. What is there already stays as it is. As root, what is made is given to the service's user. Then \
            it tries out whether the disks can do what promptd needs, and says which settings to use and what comes next.

            Exit codes: 0 ready, 74 a folder cannot be made, 78 something is wrong and named.
            """
    )

    @Argument(help: ArgumentHelp("The folder to make them in.", valueName: "folder"))
    var folder: String?

    @Option(
        help: "The group that shares them (the parent's if it hands its group down, else the service's or your own)."
    )
    var group: String?

    @Option(help: "Whom people may ask, for \(InboxHelp.howTo): a name, a number, an address.")
    var contact: String?

    @Flag(help: "Put no \(InboxHelp.howTo) and no template into the inbox.")
    var noHowTo = false

    @Flag(help: "Print what was found and done as JSON.")
    var json = false

    @Option(help: ArgumentHelp("The configuration file (YAML).", valueName: "file"))
    var config: String?

    func run() async throws {
        do {
            let report = try await self.report(ProcessInfo.processInfo.environment)
            if self.json {
                try Terminal.printDocument(report.document)
            } else {
                for line in report.lines { try Terminal.print(line) }
            }
            let wrong = report.findings.count { $0.level == .failure }
            guard wrong == 0 else {
                throw ExitError(.configuration, "\(wrong) of \(report.findings.count) things are wrong")
            }
        } catch let error as ExitError {
            throw error.exit()
        }
    }

    private func report(_ environment: [String: String]) async throws(ExitError) -> SetupReport {
        let owner = try SetupOwner(group: self.group)
        let place = try self.place(environment, owner)
        var findings: [Finding] = []
        var made: [String] = []
        for folder in place.folders {
            let (finding, isNew) = try folder.make(owner)
            findings.append(finding)
            if isNew { made.append(folder.path) }
        }
        if !self.noHowTo {
            func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }
            let howTo = HowTo(
                inbox: name(place.inbox),
                outbox: name(place.outbox),
                contact: self.contact.map { SingleLine.text($0) }
            )
            findings += SetupHelp(inbox: place.inbox, howTo: howTo, owner: owner).findings()
        }
        for (key, path) in [(SettingKey.inbox, place.inbox), (.outbox, place.outbox)] {
            findings.append(SetupProbe(key: key, path: path).finding())
            // As the service's user, for root: a folder above may keep it out.
            let arguments = ["doctor"] + place.arguments
            let seen = await FolderInquiry(key: key, path: path, arguments: arguments).findings()
            findings += seen.filter { $0.level == .failure && $0.subject == key.rawValue }
        }
        return SetupReport(findings: findings, made: made, place: place, isOfService: owner.user != nil)
    }

    /// - Throws: `ExitError` if a folder that promptd has worked on is missing: it is not mounted, and not to be made.
    private func place(_ environment: [String: String], _ owner: SetupOwner) throws(ExitError) -> SetupPlace {
        let place: SetupPlace
        if let folder {
            let path = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL.path(
                percentEncoded: false
            )
            place = SetupPlace(below: path, hasState: owner.user == nil)
        } else {
            let settings = try Settings(.with { $0.config = self.config }, environment: environment)
            place = SetupPlace(
                inbox: try settings.folder(.inbox),
                outbox: try settings.folder(.outbox),
                state: try settings.folder(.state)
            )
        }
        let files = FileManager.default
        if let state = place.state, files.fileExists(atPath: "\(state)/journal.sqlite") {
            for path in [place.inbox, place.outbox] where !files.fileExists(atPath: path) {
                throw ExitError(
                    .configuration,
                    """
                    promptd has worked here (\(state)/journal.sqlite), but \(path) is missing: is it mounted, and spelled right? \
                    Nothing was made
                    """
                )
            }
        }
        return place
    }
}
