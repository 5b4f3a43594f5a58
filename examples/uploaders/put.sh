#!/bin/sh
# An uploader of promptd: puts a file on a web server or bucket by HTTP PUT, and prints its public address.
#
# Its settings are in put.env beside it, readable by root and promptd alone (chown root:promptd, chmod 640):
#   PUT_URL=https://my-bucket.s3.eu-central-1.amazonaws.com/promptd   # where files are put: S3, WebDAV, nginx
#   PUBLIC_URL=https://files.example.com/promptd                      # where others find them
#   PUT_CONFIG=/etc/promptd/hooks/put.curl   # what curl needs for it, such as: aws-sigv4 = "aws:amz:eu-central-1:s3"
#                                            # and: user = "KEY_ID:SECRET", or a header with a token
# The name is the hash of the content: whoever does not have the file cannot guess it. Have the server remove files after a
# day; they are fetched once.
set -eu
settings=${0%.sh}.env
if [ -e "$settings" ]; then
    # shellcheck source=/dev/null
    . "$settings"
fi
: "${PUT_URL:?is not set in $settings}" "${PUBLIC_URL:?is not set in $settings}"

name=$PROMPTD_SHA256.${PROMPTD_MEDIA_TYPE#*/}
set -- --silent --show-error --connect-timeout 10 --output /dev/null --write-out '%{http_code}' \
    --header "Content-Type: $PROMPTD_MEDIA_TYPE" --upload-file "$1"
[ -z "${PUT_CONFIG-}" ] || set -- --config "$PUT_CONFIG" "$@"
# 75: it may work later. Without a connection, as with a server in trouble, promptd waits and tries again.
code=$(curl "$@" --url "$PUT_URL/$name") || exit 75
case $code in
2??) echo "$PUBLIC_URL/$name" ;;
429 | 5??) echo "the server answered $code" >&2 && exit 75 ;;
*) echo "the server answered $code" >&2 && exit 1 ;;
esac
