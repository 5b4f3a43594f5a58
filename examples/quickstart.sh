#!/usr/bin/env bash
# Builds promptd, starts it in a folder of its own, drops the example prompts and shows what comes out.
#
#   examples/quickstart.sh           against the built-in sandbox: nothing leaves this machine, nothing is paid
#   RUNCOMFY_TOKEN=… examples/quickstart.sh    against the real API, with one prompt of 3 images, which is paid for
#   examples/quickstart.sh --keep    leaves daemon and sandbox running, to drop more prompts
set -euo pipefail
cd "$(dirname "$0")/.."
keep=no; [ "${1:-}" = --keep ] && keep=yes

command -v swift >/dev/null || {
  echo "quickstart: there is no Swift here. Get 6.3 or newer from https://www.swift.org/install/linux/ and start this again." >&2
  exit 69
}
source Tests/packages.sh

echo "== Building promptd (the first time takes several minutes)"
swift build --product promptd
bin=$(swift build --show-bin-path)/promptd

work=$(mktemp -d "${TMPDIR:-/tmp}/promptd-quickstart.XXXXXX")
mkdir "$work/inbox" "$work/outbox" "$work/state"
sandbox='' daemon=''
models='bytedance/*,wan-ai/wan-3.0/*'
stop() {
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  [ -z "$daemon" ] || wait "$daemon" 2>/dev/null || true
  [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
}
trap stop EXIT

if [ -n "${RUNCOMFY_TOKEN:-}" ]; then
  api=https://model-api.runcomfy.net prompts=(sunset)
  echo "== Using the real API at $api: this prompt is paid for"
else
  "$bin" sandbox --port 0 --image-seconds 0.5 >"$work/sandbox.out" 2>"$work/sandbox.log" & sandbox=$!
  for _ in $(seq 100); do grep -q listening "$work/sandbox.out" && break; kill -0 "$sandbox" || break; sleep 0.1; done
  api=$(sed -n 's/^sandbox listening on //p' "$work/sandbox.out")
  [ -n "$api" ] || { echo "quickstart: the sandbox did not start:" >&2; cat "$work/sandbox.log" >&2; exit 70; }
  # The last is of another model, which gives a film.
  prompts=(sunset lighthouse storyboard teahouse paper-boat)
  echo "== The sandbox answers at $api"
fi

for name in "${prompts[@]}"; do
  # All of it is read: who writes to a pipe that nobody reads any more ends with an error.
  "$bin" check --api "$api" --models "$models" "examples/prompts/$name.prompt.json" | sed -n 1p
done

"$bin" run --inbox "$work/inbox" --outbox "$work/outbox" --state "$work/state" --api "$api" \
  --models "$models" 2>"$work/promptd.log" & daemon=$!
echo "== Dropping ${#prompts[@]} prompt(s) into $work/inbox"
for name in "${prompts[@]}"; do cp "examples/prompts/$name.prompt.json" "$work/inbox/"; done

done_count() { find "$work/outbox" -mindepth 2 -maxdepth 2 -name metadata.json | wc -l; }
last=''
for _ in $(seq 900); do
  kill -0 "$daemon" 2>/dev/null || { echo "quickstart: promptd ended by itself:" >&2; cat "$work/promptd.log" >&2; exit 70; }
  line=$("$bin" status --inbox "$work/inbox" 2>/dev/null | sed -n 1,20p || true)
  # Without the running times, which change each second.
  told=$(sed -E 's/ +[0-9]+[smhd][0-9smhd]* +/ /' <<<"$line")
  [ "$told" = "$last" ] || { echo "$line" | sed 's/^/   /'; last=$told; }
  if ls "$work"/inbox/*.error.json >/dev/null 2>&1; then
    echo "quickstart: a prompt failed:" >&2; cat "$work"/inbox/*.error.json >&2; exit 65
  fi
  [ "$(done_count)" -ge "${#prompts[@]}" ] && break
  sleep 1
done
[ "$(done_count)" -ge "${#prompts[@]}" ] || { echo "quickstart: not finished after 15 minutes; see $work/promptd.log" >&2; exit 75; }

echo; echo "== The outbox"
(cd "$work" && find outbox -mindepth 1 | sort | sed -e 's;[^/]*/;    ;g')
echo; echo "== outbox/sunset/metadata.json"
cat "$work/outbox/sunset/metadata.json"
cat <<END

Done: $(done_count) folders, $(find "$work/outbox" -type f ! -name '*.json' ! -path '*/.*' | wc -l) pictures and films.
  Look at them:   xdg-open $work/outbox/sunset   (or copy the folder to a machine with a screen)
  The real API:   RUNCOMFY_TOKEN=<your token> examples/quickstart.sh
  As a service:   README, "Install"
END
if [ "$keep" = yes ]; then
  trap - EXIT
  cat <<END
  Still running:  drop more prompts into $work/inbox
  Stop:           kill $daemon${sandbox:+ $sandbox}
END
else
  echo "  Stop:           both programs end now; 'examples/quickstart.sh --keep' leaves them running"
fi
