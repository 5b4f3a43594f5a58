#!/bin/sh
# Drops a prompt and waits for its end:
#
#   drop-and-wait.sh INBOX NAME PROMPT_FILE [SECONDS]
#
# prints the record of the end (end.schema.json). Exit code 0: delivered; 1: any other end; 75: not ended in time, and it goes
# on. One program at a time may use a name; give the prompt a `promptd.id` if it must never be paid for twice.
set -eu
inbox=$1 name=$2 prompt=$3 seconds=${4:-600}
end="$inbox/.promptd/ends/$name.json"
before=$(cat "$end" 2>/dev/null || true)
hidden="$inbox/.drop-and-wait.$(hostname).$$.tmp"
trap 'rm -f "$hidden"' EXIT
cp "$prompt" "$hidden"
mv "$hidden" "$inbox/$name.prompt.json"
until now=$(cat "$end" 2>/dev/null) && [ -n "$now" ] && [ "$now" != "$before" ]; do
  if [ "$seconds" -le 0 ]; then echo "$name has not ended in time; it goes on" >&2; exit 75; fi
  seconds=$((seconds - 1))
  sleep 1
done
printf '%s\n' "$now"
case $now in *'"outcome": "delivered"'*) exit 0 ;; *) exit 1 ;; esac
