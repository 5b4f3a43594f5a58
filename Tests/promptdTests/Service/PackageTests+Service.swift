import PromptCore

extension EndToEnd.PackageTests {
    /// What an administrator does with a service that runs: changes its settings, asks it, sees it stand still.
    static let service = """
        echo the settings
        settings=/etc/promptd/promptd.yaml
        ends_with 0 promptd reload
        [ "$(stat -c '%a %U %G' /run/promptd/control.sock)" = '660 promptd promptd' ]
        pid=$(systemctl show -P MainPID promptd)
        echo 'max-images: 2' >>$settings
        systemctl reload promptd
        drop many
        until_true test -e $inbox/many.error.json
        rm $inbox/many.*
        sed -i 's/^max-images: .*/max-images: lots/' $settings
        ends_with 1 systemctl reload promptd
        systemctl is-active promptd
        journalctl --quiet --output json MESSAGE_ID=\(LogMessage.reloadRefused.rawValue) | grep -q max-images
        [ "$(systemctl show -P MainPID promptd)" = "$pid" ]
        ends_with 1 systemctl restart promptd
        journalctl --quiet --priority err --unit promptd | grep -q 'max-images is'
        sed -i '/^max-images: /d' $settings
        systemctl start promptd
        ends_with 0 promptd reload
        grep -q 'nothing has changed' /lab/said

        echo what was
        ends_with 0 as member promptd list --state published
        grep -q first /lab/said
        grep -q 'the daemon at /run/promptd/control.sock' /lab/said
        ends_with 0 promptd backup /lab/journal.sqlite
        not as stranger promptd list

        echo asked by its socket
        systemctl stop promptd
        systemctl start promptd.socket
        not systemctl is-active promptd
        ends_with 0 promptd report
        systemctl is-active promptd
        systemctl stop promptd.socket promptd
        not test -e /run/promptd/control.sock

        echo standing still
        mkdir -p /etc/systemd/system/promptd.service.d
        printf '[Service]\\nWatchdogSec=4\\nTimeoutAbortSec=1\\nRestartSec=0\\n' >/etc/systemd/system/promptd.service.d/soon.conf
        echo 'metrics: 127.0.0.1:9464' >>$settings
        systemctl daemon-reload
        systemctl start promptd
        answers() {
          exec 3<>/dev/tcp/127.0.0.1/9464
          printf 'GET /%s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1" >&3
          grep "$2" <&3 >/dev/null
        }
        until_true answers readyz ' 200 '
        answers metrics '^promptd_'
        pid=$(systemctl show -P MainPID promptd)
        kill -STOP $pid
        drop still
        is_another() { [ "$(systemctl show -P MainPID promptd)" != $pid ] && systemctl is-active promptd; }
        until_true is_another
        journalctl --unit promptd | grep -q 'Watchdog timeout'
        until_true test -e $outbox/still/metadata.json
        rm /etc/systemd/system/promptd.service.d/soon.conf
        sed -i '/^metrics: /d' $settings
        systemctl daemon-reload
        systemctl restart promptd

        """
}
