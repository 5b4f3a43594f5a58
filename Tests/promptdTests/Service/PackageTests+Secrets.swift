extension EndToEnd.PackageTests {
    /// What an administrator does with the token of a service that runs: it is looked for where it must not be, replaced, and
    /// stored encrypted.
    ///
    /// Two prompts are delivered, and in the end everything is as before. `encrypting` are README's commands.
    static func secrets(encrypting commands: String) -> String {
        """
        echo the token is a secret
        other=other-token-8a31f0c2
        sandbox_takes() {
          local body="{\\"token\\": \\"$1\\"}"
          exec 3<>/dev/tcp/127.0.0.1/8787
          printf 'POST /sandbox/settings HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s' \
            ${#body} "$body" >&3
          grep -q '200 OK' <&3
          exec 3>&-
        }
        stays_secret() {
          local pid place
          pid=$(systemctl show -P MainPID promptd)
          for place in environ cmdline; do not grep -qaF -e '\(Rig.token)' -e $other /proc/$pid/$place; done
          systemctl show promptd >/lab/said
          journalctl --unit promptd --output export >>/lab/said
          not grep -qaF -e '\(Rig.token)' -e $other /lab/said
          grep -q '^Max core file size  *0  *0 ' /proc/$pid/limits
          not as member cat /run/credentials/promptd.service/runcomfy-token 2>/dev/null
        }
        stays_secret

        echo another token
        sandbox_takes $other
        ends_with 0 promptd token set <<<$other
        systemctl restart promptd
        ends_with 0 promptd token test
        drop rotated
        until_true test -e $outbox/rotated/metadata.json
        stays_secret

        echo an encrypted token
        \(commands)
        not test -e /etc/credstore/runcomfy-token
        not grep -qaF $other /etc/credstore.encrypted/runcomfy-token
        drop sealed
        until_true test -e $outbox/sealed/metadata.json
        stays_secret
        promptd token where | grep -q '/etc/credstore.encrypted/runcomfy-token (encrypted)'
        ends_with 0 promptd token test
        ends_with 77 as member promptd token test
        ends_with 0 promptd doctor
        grep -q 'API: .*takes the token from /etc/credstore.encrypted' /lab/said
        grep -q 'unit: .*token.conf sets Service.LoadCredentialEncrypted' /lab/said

        rm /etc/credstore.encrypted/runcomfy-token /etc/systemd/system/promptd.service.d/token.conf
        systemctl daemon-reload
        sandbox_takes '\(Rig.token)'
        ends_with 0 promptd token set <<<'\(Rig.token)'
        systemctl restart promptd
        """
    }
}
