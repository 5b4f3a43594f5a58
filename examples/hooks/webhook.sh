#!/bin/sh
# A hook of promptd: posts what has become of a prompt to a URL.
#
# The body is what promptd gives: the metadata.json of what was published, the explanation of what failed; for a batch
# (hook-batch) one JSON object a line. The headers Promptd-End and Promptd-Count tell which.
#
# Its settings are in webhook.env beside it, readable by root and promptd alone (chown root:promptd, chmod 640):
#   WEBHOOK_URL=https://example.com/promptd
#   WEBHOOK_HEADERS=/etc/promptd/hooks/webhook.headers   # if it wants more, such as "Authorization: Bearer ..."
set -eu
settings=${0%.sh}.env
if [ -e "$settings" ]; then
    # shellcheck source=/dev/null
    . "$settings"
fi
: "${WEBHOOK_URL:?is not set in $settings}"

type=application/json
[ "$PROMPTD_COUNT" = 1 ] || type=application/x-ndjson
set -- --silent --show-error --max-time 25 --output /dev/null --write-out '%{http_code}' \
    --header "Content-Type: $type" --header "Promptd-End: $PROMPTD_END" --header "Promptd-Count: $PROMPTD_COUNT"
# From a file and not as an argument, which every user of the machine can read.
[ -z "${WEBHOOK_HEADERS-}" ] || set -- "$@" --header "@$WEBHOOK_HEADERS"
code=$(curl "$@" --data-binary @- --url "$WEBHOOK_URL")
case $code in
2??) ;;
*) echo "the server answered $code" >&2 && exit 1 ;;
esac
