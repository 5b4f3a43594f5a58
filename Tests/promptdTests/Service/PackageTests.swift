import Foundation
import PromptCore
import PromptTesting
import Testing

/// Set to `full`, the package is built as README says, which takes as long as a first build does.
private let isFull = ProcessInfo.processInfo.environment["PROMPTD_INSTALL"] == "full"

extension EndToEnd {
    /// The Debian package, installed, upgraded and removed under a real systemd.
    @Suite(
        .enabled(if: Lab.isPossible, "\(Lab.reason)"),
        .enabled(if: Lab.canPackage, "needs cmark-gfm and dpkg-dev"),
        .timeLimit(.minutes(isFull ? 60 : 5))
    )
    struct PackageTests {
        /// Catches a package that does not give a running service, an upgrade that loses or pays twice, and a removal that
        /// takes what is people's.
        @Test
        func fromInstallingToPurging() throws {
            let workspace = try Workspace(isEmpty: true)
            defer { workspace.discard() }
            try Self.build(in: workspace)
            let commands = try Self.commands(1).split(separator: "\n")
            try #require(commands.count == 2, "README installs by two commands")
            let secrets = Self.secrets(encrypting: try Self.commands(3))
            let ended = try Lab.run(Self.script(commands: commands, secrets: secrets), in: workspace)
            #expect(ended.code == 0, "\(ended.output)")
            #expect(ended.output.hasSuffix("purged\n"), "\(ended.output)")
        }

        /// The commands of a block of README's section on installing.
        private static func commands(_ number: Int) throws -> String {
            let section = try #require(try Repository.text("README.md").split(separator: "\n## Install\n").last)
            let block = try #require(section.split(separator: "```sh\n").dropFirst(number).first)
            return String(try #require(block.split(separator: "```").first))
        }

        /// Makes two packages, `old/promptd_….deb` and `new.deb`, which differ by their version alone.
        private static func build(in workspace: Workspace) throws {
            let compiled = URL(filePath: try Program.path()).deletingLastPathComponent().path(percentEncoded: false)
            let build =
                isFull
                ? """
                cd '\(Repository.path(""))'
                sudo() { "$@"; }
                \(try Self.commands(2).trimmingCharacters(in: .newlines)) '\(workspace.path)/old'
                """
                : """
                bash '\(Repository.path("Tests/Lab/link-static.sh"))' '\(compiled)' linked
                bash '\(Repository.path("systemd/debian/build.sh"))' old "$PWD/linked"
                rm linked
                """
            let script = """
                set -eu
                cd '\(workspace.path)'
                export DPKG_DEB_COMPRESSOR_TYPE=none
                mkdir old
                (\(build))
                dpkg-deb --raw-extract old/promptd_*.deb tree
                sed -i 's/^Version: .*/&+1/' tree/DEBIAN/control
                dpkg-deb --root-owner-group --build tree new.deb
                rm -r tree
                """
            let built = try Lab.bash(["-c", script])
            try #require(built.code == 0, "\(built.output)")
        }

        /// What an administrator does, from the first installation on; the API is the sandbox.
        private static func script(commands: [Substring], secrets: String) -> String {
            """
            set -eu
            sudo() { "$@"; }
            # Under set -e a line that begins with ! cannot fail.
            not() { ! "$@"; }
            is_empty() { [ -z "$(ls "$1")" ]; }
            until_true() { for ((i = 0; i < 400; i++)); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; "$@"; }
            ends_with() { local want=$1 code=0; shift; "$@" >/lab/said 2>&1 || code=$?; [ $code = $want ] || { cat /lab/said; false; }; }
            as() { env -u HOME setpriv --reuid "$1" --regid "$1" --init-groups "${@:2}"; }
            trap 'status=$?; [ $status = 0 ] || { systemctl status promptd; journalctl -u promptd; }' EXIT
            inbox=/srv/promptd/inbox outbox=/srv/promptd/outbox
            drop() { as member sh -c "umask 022; cp /usr/share/doc/promptd/examples/sunset.prompt.json $inbox/$1.prompt.json"; }

            echo installing
            cd /lab/old
            \(commands[0])
            not systemctl is-enabled promptd
            systemd-analyze verify promptd.service promptd@studio.service promptd.path promptd.socket
            XDG_RUNTIME_DIR=/run systemd-analyze verify --user /usr/lib/systemd/user/promptd.service
            for unit in promptd promptd@; do
              systemd-analyze security --offline=true --threshold=11 --no-pager /lib/systemd/system/$unit.service >/dev/null
            done
            for page in 1 8 5 7; do test -s "$(ls /usr/share/man/man$page/promptd*.$page.gz)"; done
            (cd /usr/share/doc/promptd/examples; test -s end.schema.json -a -s status.schema.json; test -x clients/drop-and-wait.sh)
            bash -c '. /usr/share/bash-completion/completions/promptd && complete -p promptd'
            cd /
            systemd-run --quiet --unit=sandbox promptd sandbox --port 8787 --image-seconds 0 --token \(Rig.token) \
              --ledger /lab/account
            echo 'api: http://127.0.0.1:8787' >>/etc/promptd/promptd.yaml

            echo the token
            until_true bash -c 'exec 3<>/dev/tcp/127.0.0.1/8787'
            ends_with 78 promptd token test
            ends_with 65 promptd token set </dev/null
            ends_with 77 promptd token set <<<'wrong'
            not test -e /etc/credstore/runcomfy-token
            useradd member
            usermod -aG promptd member
            useradd stranger
            ends_with 74 as member promptd token set --offline <<<'\(Rig.token)'
            run() { \(commands[1]); }
            ends_with 0 run <<<'\(Rig.token)'
            grep -q 'The API takes it' /lab/said
            not grep -q '\(Rig.token)' /lab/said
            [ "$(stat -c '%a %U' /etc/credstore/runcomfy-token)" = '600 root' ]
            ends_with 0 promptd token test
            ends_with 77 as member promptd token test

            echo running
            systemctl is-active promptd
            drop first
            until_true test -e $outbox/first/metadata.json
            pid=$(systemctl show -P MainPID promptd)
            systemctl kill --signal=HUP promptd
            drop second
            until_true test -e $outbox/second/metadata.json
            [ "$(systemctl show -P MainPID promptd)" = "$pid" ]
            for name in first second; do
              for file in $name-1.png $name-2.png $name-3.png metadata.json $name.prompt.json; do
                as member cat "$outbox/$name/$file" >/dev/null
              done
            done
            until_true is_empty $inbox
            as member promptd status >/dev/null
            journalctl --quiet --output json PROMPTD_PROMPT=first MESSAGE_ID=\(LogMessage.published.rawValue) >/lab/said
            for field in PROMPTD_JOB PROMPTD_REQUEST PROMPTD_IMAGES PROMPTD_COST PROMPTD_SECONDS PROMPTD_FOLDER; do
              grep -q "\"$field\"" /lab/said
            done
            journalctl --unit promptd -x | grep -q '\(LogMessage.published.subject)'
            not grep -q MESSAGE_ID= <(journalctl --unit promptd)
            not as stranger ls $outbox 2>/dev/null

            echo the doctor
            ends_with 0 promptd doctor
            chown root:root $inbox
            chmod 755 $inbox
            ends_with 78 promptd doctor
            grep -q "inbox: .*promptd may not work in it" /lab/said
            chown promptd:promptd $inbox
            chmod 2770 $inbox
            ends_with 0 promptd doctor --json

            \(secrets)

            \(Self.service)
            echo restarting
            for ((i = 0; i < 8; i++)); do systemctl restart promptd; done
            systemctl stop promptd
            mv $inbox $inbox.away
            systemctl start --no-block promptd
            is_waiting() { journalctl -u promptd | grep -q 'waiting for the folders'; }
            until_true is_waiting
            mv $inbox.away $inbox
            until_true systemctl is-active promptd
            systemctl kill --signal=KILL promptd
            drop third
            until_true test -e $outbox/third/metadata.json
            pid=$(systemctl show -P MainPID promptd)

            echo another one
            install -d -m 2770 -o promptd -g promptd /srv/promptd/studio /srv/promptd/studio/{inbox,outbox}
            printf '%s\n' 'inbox: /srv/promptd/studio/inbox' 'outbox: /srv/promptd/studio/outbox' \
              'state: /var/lib/promptd-studio' 'api: http://127.0.0.1:8787' >/etc/promptd/studio.yaml
            systemctl enable --now promptd@studio
            inbox=/srv/promptd/studio/inbox drop other
            until_true test -e /srv/promptd/studio/outbox/other/metadata.json

            echo when something is dropped
            systemctl disable --now promptd
            systemctl start promptd.path
            not systemctl is-active promptd
            drop fourth
            until_true test -e $outbox/fourth/metadata.json
            systemctl stop promptd.path
            systemctl enable promptd
            pid=$(systemctl show -P MainPID promptd)

            echo upgrading with jobs in flight
            systemctl stop sandbox
            systemd-run --quiet --unit=slow promptd sandbox --port 8787 --image-seconds 2 --token \(Rig.token) \
              --ledger /lab/account
            for name in a b c; do drop $name; done
            until_true test -e $inbox/a.working.json -a -e $inbox/b.working.json -a -e $inbox/c.working.json
            other=$(systemctl show -P MainPID promptd@studio)
            dpkg --install --force-confold /lab/new.deb
            [ "$(systemctl show -P MainPID promptd@studio)" != "$other" ]
            [ "$(systemctl show -P MainPID promptd)" != "$pid" ]
            for name in a b c; do until_true test -e $outbox/$name/metadata.json; done
            grep -q 127.0.0.1:8787 /etc/promptd/promptd.yaml
            until_true is_empty $inbox
            [ "$(grep -c '"submission"' /lab/account)" = 11 ]

            echo removing
            systemctl stop promptd
            [ "$(systemctl show -P Result promptd)" = success ]
            systemctl start promptd promptd.path
            systemctl is-active promptd@studio
            dpkg --remove promptd
            for unit in promptd promptd.path promptd@studio; do not systemctl is-active $unit; done
            rm /etc/promptd/studio.yaml
            test -e $outbox/first/metadata.json
            test -e /etc/credstore/runcomfy-token
            test -e /var/lib/promptd
            dpkg --install /lab/new.deb
            systemctl is-enabled promptd
            dpkg --purge promptd
            test -e $outbox/first/metadata.json
            test -e $outbox/c/metadata.json
            not test -e /etc/credstore/runcomfy-token
            not test -e /var/lib/promptd
            not test -e /etc/promptd
            echo purged
            """
        }
    }
}
