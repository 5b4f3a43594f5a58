import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// People with a shell on the machine, whose umask decides what others may do with their files.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct ShellShareTests {
        /// Catches a prompt that its owner has closed to others and nobody is told about, that holds up others, or that does
        /// not go by itself when it is opened.
        @Test
        func whatAUmaskCloses() async throws {
            try await withShare { share in
                let rig = share.rig
                let names = ["open", "folder/a", "closed", "shut/b", "moved", "brought/c"]
                let home = "\(rig.workspace.path)/anna"
                try Files.makeFolder(home)
                try SystemTrouble.check("give", home, chown(home, Person.anna.user, Person.anna.group))
                var files: [String: String] = [:]
                for name in names { files[name] = try share.local(Workspace.picture(of: "<\(name)>")) }
                func copy(_ name: String, _ place: String? = nil) -> String {
                    "cp \(files[name] ?? "") \(place ?? name).prompt.json"
                }
                _ = try share.startDaemon()
                try await share.shell(.anna, umask: "022", copy("open"))
                try await share.shell(.anna, umask: "022", "mkdir folder && \(copy("folder/a"))")
                try await share.shell(.anna, umask: "077", copy("closed"))
                try await share.shell(.anna, umask: "077", "mkdir shut && \(copy("shut/b"))")
                let moved = "\(copy("moved", "\(home)/moved")) && mv \(home)/moved.prompt.json ."
                try await share.shell(.anna, umask: "077", moved)
                let brought = "mkdir \(home)/brought && \(copy("brought/c", "\(home)/brought/c"))"
                try await share.shell(.anna, umask: "022", "\(brought) && mv \(home)/brought .")

                try await rig.delivered("open", prompt: Workspace.picture(of: "<open>"))
                let told = ["closed.prompt.json", "moved.prompt.json", "shut"]
                try await rig.statusShows("what promptd may not read") { status in
                    told.allSatisfy { status["not_taken"]?.text($0)?.contains("chmod g+r") == true }
                }
                try share.chargedEach(["open"])

                let open = """
                    chmod g+w folder && chmod g+r closed.prompt.json && chmod g+rwx shut && chmod g+r shut/b.prompt.json &&
                    chgrp promptd moved.prompt.json && chmod g+r moved.prompt.json && chgrp promptd brought && chmod g+w brought
                    """
                try await share.shell(.anna, umask: "022", open.replacing("promptd", with: "\(Person.group)"))
                for name in names { try await rig.delivered(name, prompt: Workspace.picture(of: "<\(name)>")) }
                try await rig.inboxHolds()
                try await rig.statusShows("that all is taken") { $0["not_taken"]?.memberNames.isEmpty == true }
                try share.chargedEach(names)
            }
        }

        /// Catches a command of the README after which a umask still closes what people make.
        @Test(.enabled(if: Files.exists("/usr/bin/setfacl"), "there is no setfacl"))
        func readmesCommandOpensWhatPeopleMake() async throws {
            let section = try #require(
                try Repository.text("README.md").components(separatedBy: "\n### Samba and permissions\n").last
            )
            let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
            let command = try #require(block.components(separatedBy: "\n```").first)
            try #require(command.contains("setfacl"))
            try await withShare { share in
                let rig = share.rig
                let here = command.replacing("sudo ", with: "").replacing("/srv/promptd", with: rig.workspace.path)
                let set = try await rig.finish("/bin/sh", ["-c", here])
                try #require(set.exit == .code(0), "\(set.errors)")
                _ = try share.startDaemon()
                let names = ["file", "folder/a", "folder/deep/b"]
                for name in names {
                    let file = try share.local(Workspace.picture(of: "<\(name)>"))
                    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
                    let make = "mkdir -p ./\(folder) && cp \(file) \(name).prompt.json"
                    try await share.shell(.anna, umask: "077", make)
                }
                for name in names {
                    try await rig.delivered(name, prompt: Workspace.picture(of: "<\(name)>"))
                    let path = "\(rig.workspace.outbox)/\(name)"
                    try await share.shell(.ben, umask: "077", "cat \(path)/* >/dev/null && rm -r \(path)")
                }
                try await rig.inboxHolds()
                try share.chargedEach(names)
            }
        }
    }
}
