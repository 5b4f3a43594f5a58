#!/bin/sh
# A hook of promptd: sends a notification by ntfy (https://ntfy.sh, or a server of your own) to phones and desktops.
#
# Its settings are in ntfy.env beside it, readable by root and promptd alone (chown root:promptd, chmod 640):
#   NTFY_URL=https://ntfy.sh/a-topic-that-nobody-guesses
#   NTFY_HEADERS=/etc/promptd/hooks/ntfy.headers   # for a topic of your own: "Authorization: Bearer tk_..."
set -eu
settings=${0%.sh}.env
if [ -e "$settings" ]; then
    # shellcheck source=/dev/null
    . "$settings"
fi
: "${NTFY_URL:?is not set in $settings}"

title="promptd: $PROMPTD_END"
[ "$PROMPTD_COUNT" = 1 ] || title="promptd: $PROMPTD_COUNT prompts have ended"
tags=framed_picture priority=default
if [ "$PROMPTD_FAILED" -gt 0 ] || [ "$PROMPTD_UNCONFIRMED" -gt 0 ]; then
    tags=warning priority=high
fi
set -- --silent --show-error --max-time 25 --output /dev/null --write-out '%{http_code}' \
    --header "Title: $title" --header "Tags: $tags" --header "Priority: $priority"
# From a file and not as an argument, which every user of the machine can read.
[ -z "${NTFY_HEADERS-}" ] || set -- "$@" --header "@$NTFY_HEADERS"
code=$(printf '%s' "$PROMPTD_TEXT" | curl "$@" --data-binary @- --url "$NTFY_URL")
case $code in
2??) ;;
*) echo "the server answered $code" >&2 && exit 1 ;;
esac
