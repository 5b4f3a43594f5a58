#!/bin/sh
# A hook of promptd: sends a mail, by sendmail's command (of msmtp-mta, say) or to an SMTP server.
#
# Its settings are in mail.env beside it, readable by root and promptd alone (chown root:promptd, chmod 640):
#   MAIL_TO=studio@example.com
#   MAIL_FROM=promptd@example.com
#   MAIL_SERVER=smtp://localhost   # without it /usr/sbin/sendmail is called, or what MAIL_PROGRAM names
# Under the service's NoNewPrivileges= the sendmail of Postfix and Exim cannot queue a mail: give them as a server.
set -eu
settings=${0%.sh}.env
if [ -e "$settings" ]; then
    # shellcheck source=/dev/null
    . "$settings"
fi
: "${MAIL_TO:?is not set in $settings}" "${MAIL_FROM:?is not set in $settings}"

mail() {
    subject="promptd: $PROMPTD_END"
    [ "$PROMPTD_COUNT" = 1 ] || subject="promptd: $PROMPTD_COUNT prompts have ended"
    printf '%s\n' "From: $MAIL_FROM" "To: $MAIL_TO" "Subject: $subject" "Date: $(LC_ALL=C date '+%a, %d %b %Y %H:%M:%S %z')" \
        'Auto-Submitted: auto-generated' 'MIME-Version: 1.0' 'Content-Type: text/plain; charset=utf-8' \
        'Content-Transfer-Encoding: 8bit' '' "$PROMPTD_TEXT"
}

if [ -n "${MAIL_SERVER-}" ]; then
    mail | curl --silent --show-error --max-time 25 --crlf --url "$MAIL_SERVER" --mail-from "$MAIL_FROM" \
        --mail-rcpt "$MAIL_TO" --upload-file -
else
    mail | "${MAIL_PROGRAM:-/usr/sbin/sendmail}" -i -t
fi
