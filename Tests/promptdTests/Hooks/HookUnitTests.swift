import Foundation
import PromptTesting
import Testing

extension EndToEnd {
    /// Hooks under the hardened unit, which runs nothing but promptd until it is told otherwise.
    @Suite(.enabled(if: Lab.isPossible, "\(Lab.reason)"), .timeLimit(.minutes(3)))
    struct HookUnitTests {
        /// Catches README's commands for a hook that do not give one, a service that starts without its hook, and a message
        /// that does not say what is missing.
        @Test(.enabled(if: Files.exists("/usr/bin/curl"), "there is no curl"))
        func readmesCommandsGiveAHook() throws {
            let section = try #require(try Repository.text("README.md").components(separatedBy: "\n## Hooks\n").last)
            let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
            let commands = try #require(block.components(separatedBy: "```").first)
            try #require(commands.contains("https://ntfy.sh/your-topic"))
            let workspace = try Workspace(isEmpty: true)
            defer { workspace.discard() }
            let compiled = URL(filePath: try Program.path()).deletingLastPathComponent().path(percentEncoded: false)
            let prepare = """
                set -eu
                cd '\(workspace.path)'
                bash '\(Repository.path("Tests/Lab/link-static.sh"))' '\(compiled)' linked
                cp -r '\(Repository.path("examples"))' '\(Repository.path("systemd"))' .
                """
            let linked = try Lab.bash(["-c", prepare])
            try #require(linked.code == 0, "\(linked.output)")
            let ended = try Lab.run(Self.script(commands), in: workspace)
            #expect(ended.code == 0 && ended.output.hasSuffix("told\n"), "\(ended.output)")
        }

        /// The server of the README's command is the sandbox, which knows no topics: what it answers shows that it was asked.
        private static func script(_ commands: String) -> String {
            let url = "http://127.0.0.1:8787/topic"
            return """
                set -eu
                sudo() { "$@"; }
                until_true() { for ((i = 0; i < 400; i++)); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; "$@"; }
                logged() { journalctl --unit promptd | grep -qF -- "$1"; }
                trap 'status=$?; [ $status = 0 ] || { systemctl status promptd; journalctl -u promptd; }' EXIT
                install /lab/linked /usr/bin/promptd
                install -D -m 644 /lab/systemd/promptd.service /lib/systemd/system/promptd.service
                install -D -m 644 /lab/examples/promptd.yaml /etc/promptd/promptd.yaml
                install -D -m 644 -t /usr/share/doc/promptd/examples/hooks /lab/examples/hooks/*.sh
                systemd-sysusers /lab/systemd/promptd.sysusers
                systemd-tmpfiles --create /lab/systemd/promptd.tmpfiles
                systemd-run --quiet --unit=sandbox promptd sandbox --port 8787 --image-seconds 0
                echo 'api: http://127.0.0.1:8787' >>/etc/promptd/promptd.yaml
                systemctl daemon-reload

                install -D -m 755 -t /etc/promptd/hooks /usr/share/doc/promptd/examples/hooks/ntfy.sh
                cp /etc/promptd/promptd.yaml /etc/promptd/plain.yaml
                echo 'hook: /etc/promptd/hooks/ntfy.sh' >>/etc/promptd/promptd.yaml
                if systemctl start promptd; then echo 'started without its hook'; exit 1; fi
                logged 'hook: /etc/promptd/hooks/ntfy.sh lies where nothing may be run'
                logged 'add ExecPaths=/etc/promptd/hooks/ntfy.sh in a drop-in'
                mv /etc/promptd/plain.yaml /etc/promptd/promptd.yaml
                rm -r /etc/promptd/hooks

                \(commands.replacing("https://ntfy.sh/your-topic", with: url))
                cp /lab/examples/prompts/sunset.prompt.json /srv/promptd/inbox/sunset.prompt.json
                until_true test -e /srv/promptd/outbox/sunset/metadata.json
                until_true logged 'the server answered 404'
                echo told
                """
        }
    }
}
