import Foundation
import PromptTesting
import Testing

/// Set to `full`, the section's own build is made, which takes as long as a first build does.
private let isFull = ProcessInfo.processInfo.environment["PROMPTD_INSTALL"] == "full"

extension EndToEnd {
    /// The README's Install section, word for word, under a real systemd.
    @Suite(.enabled(if: Lab.isPossible, "\(Lab.reason)"), .timeLimit(.minutes(isFull ? 60 : 5)))
    struct InstallTests {
        /// Catches a service that does not start, that ends by a signal a person sends to have it read its settings again,
        /// or whose results cannot be read by those they are for.
        @Test
        func aNewcomerGetsPictures() throws {
            let workspace = try Workspace(isEmpty: true)
            defer { workspace.discard() }
            let clone = "\(workspace.path)/promptd"
            try Self.makeClone(clone)
            try Self.build(clone)
            let ended = try Lab.run(Self.script(commands: try Self.commands()), in: workspace)
            #expect(ended.code == 0, "\(ended.output)")
            #expect(ended.output.hasSuffix("a stranger gets nothing\n"), "\(ended.output)")
        }

        /// The commands of the section's first block.
        private static func commands() throws -> String {
            let section = try #require(try Repository.text("README.md").split(separator: "\n## Install\n").last)
            let block = try #require(section.split(separator: "```sh\n").dropFirst().first)
            return String(try #require(block.split(separator: "```").first))
                .replacing("<your token>", with: Rig.token)
        }

        /// Copies what a clone has that the section uses.
        private static func makeClone(_ path: String) throws {
            try Files.makeFolder(path)
            for name in ["examples", "systemd"] {
                try FileManager.default.copyItem(atPath: Repository.path(name), toPath: "\(path)/\(name)")
            }
        }

        /// Puts the program where the section's own build leaves it.
        private static func build(_ clone: String) throws {
            let release = "\(clone)/.build/release"
            try FileManager.default.createDirectory(atPath: release, withIntermediateDirectories: true)
            if isFull {
                let lines = try Self.commands().split(separator: "\n")
                let command = try #require(lines.first { $0.hasPrefix("swift build") })
                let script = "cd '\(Repository.path(""))' && \(command) --scratch-path .build-install"
                let built = try Lab.bash(["-ec", script])
                #expect(built.code == 0, "\(built.output)")
                // Copied: the repository may lie where the lab shows a folder of its own.
                try FileManager.default.copyItem(
                    atPath: Repository.path(".build-install/release/promptd"),
                    toPath: "\(release)/promptd"
                )
                return
            }
            // As that build would, of what has been compiled for the tests.
            let folder = URL(filePath: try Program.path()).deletingLastPathComponent().path(percentEncoded: false)
            let script = Repository.path("Tests/Lab/link-static.sh")
            let linked = try Lab.bash([script, folder, "\(release)/promptd"])
            try #require(linked.code == 0, "\(linked.output)")
        }

        /// What the newcomer does; the API is the sandbox, since nobody has a token here.
        private static func script(commands: String) -> String {
            """
            set -eu
            sudo() { "$@"; }
            swift() { :; }
            until_true() { for ((i = 0; i < 400; i++)); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; "$@"; }
            as() { setpriv --reuid "$1" --regid "$1" --init-groups "${@:2}"; }
            trap 'status=$?; [ $status = 0 ] || { systemctl status promptd; journalctl -u promptd; }' EXIT
            cd /lab/promptd
            systemd-run --quiet --unit=sandbox .build/release/promptd sandbox --port 8787 --image-seconds 0 \
              --token \(Rig.token)
            echo 'api: http://127.0.0.1:8787' >>examples/promptd.yaml
            \(commands)
            systemctl is-active promptd
            useradd member && usermod -aG promptd member && useradd stranger
            drop() { as member sh -c "umask 022; cp examples/prompts/sunset.prompt.json /srv/promptd/inbox/$1.prompt.json"; }
            drop first
            until_true test -e /srv/promptd/outbox/first/metadata.json
            pid=$(systemctl show -P MainPID promptd)
            systemctl kill --signal=HUP promptd
            drop second
            until_true test -e /srv/promptd/outbox/second/metadata.json
            [ "$(systemctl show -P MainPID promptd)" = "$pid" ]
            for name in first second; do
              for file in $name-1.png $name-2.png $name-3.png metadata.json $name.prompt.json; do
                as member cat "/srv/promptd/outbox/$name/$file" >/dev/null
              done
            done
            until_true test -z "$(ls /srv/promptd/inbox)"
            systemctl stop promptd
            [ "$(systemctl show -P Result promptd)" = success ]
            ! as stranger ls /srv/promptd/outbox 2>/dev/null
            echo 'a stranger gets nothing'
            """
        }
    }
}
