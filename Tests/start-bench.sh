#!/usr/bin/env bash
# How long promptd takes until it is ready: with nothing there, with a long history, with files that nobody works on.
#
#   Tests/start-bench.sh              the debug build, three starts each
#   Tests/start-bench.sh PROGRAM 9    that program, nine starts each
#
# Prints the median and all times, in milliseconds, and how many times as long as with nothing there. A figure, not a test.
set -euo pipefail
cd "$(dirname "$0")/.."
source Tests/packages.sh
install_packages sqlite3
program=${1:-$(swift build --show-bin-path)/promptd} runs=${2:-3}
jobs=200000 files=3000
work=$(mktemp -d "${TMPDIR:-/tmp}/promptd-bench.XXXXXX")
sandbox='' daemon=''
end() {
  for process in $daemon $sandbox; do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap end EXIT
export HOME=$work RUNCOMFY_TOKEN=none

"$program" sandbox --port 0 --image-seconds 0 >"$work/sandbox.out" 2>&1 & sandbox=$!
until grep -q listening "$work/sandbox.out"; do kill -0 "$sandbox"; sleep 0.1; done
api=$(sed -n 's/^sandbox listening on //p' "$work/sandbox.out")

# fresh NAME: three new folders, in which one prompt has been made.
fresh() {
  mkdir -p "$work/$1/inbox" "$work/$1/outbox" "$work/$1/state"
  at "$1"
  echo '{"text": "a boat", "sequential_image_generation_options": 1}' >"$work/$1/inbox/first.prompt.json"
  "$program" run --once "${settings[@]}" "${places[@]}" 2>"$work/$1/log"
}
settings=(--api "$api" --settle 20ms --poll-min 5ms --log-level info)
at() { places=(--inbox "$work/$1/inbox" --outbox "$work/$1/outbox" --state "$work/$1/state"); }

# start NAME: the milliseconds until it says that it is ready.
start() {
  local before line
  at "$1"
  rm -f "$work/$1/log"; touch "$work/$1/log"
  before=$(date +%s%3N)
  "$program" run "${settings[@]}" "${places[@]}" 2>>"$work/$1/log" & daemon=$!
  until line=$(grep -m 1 'daemon READY' "$work/$1/log"); do kill -0 "$daemon"; sleep 0.01; done
  echo $(($(date -d "${line%% *}" +%s%3N) - before))
  kill "$daemon"; wait "$daemon" || true
  daemon=''
}

fresh empty
fresh history
sqlite3 "$work/history/state/journal.sqlite" <<SQL
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE number AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $jobs) SELECT i FROM n;
CREATE TEMP TABLE model AS SELECT * FROM job LIMIT 1;
INSERT INTO job (id, source, state, settled, request_id, detail, charged_at, charged_images, charged_micros, adoptable)
  SELECT printf('%s%07x', substr(id, 1, 9), i), CAST('n' || i AS BLOB), state, settled, 'bench-' || i, detail,
    charged_at - i * 150.0, charged_images, charged_micros, adoptable FROM model, number;
INSERT INTO prompt (job_id, content)
  SELECT printf('%s%07x', substr(model.id, 1, 9), i), content FROM model JOIN prompt ON prompt.job_id = model.id, number;
INSERT INTO delivered (source, job_id, published_at)
  SELECT CAST('n' || i AS BLOB), printf('%s%07x', substr(id, 1, 9), i), charged_at FROM model, number;
COMMIT;
SQL
for name in claimed other; do
  fresh "$name"
  for number in $(seq "$files"); do
    case $name in
      claimed) echo '{"text": "a boat"}' >"$work/$name/inbox/stray-$number.working.json" ;;
      other) echo 'a note' >"$work/$name/inbox/stray-$number.txt" ;;
    esac
  done
done

declare -A times
# In turn, so that what else the machine does meets them all.
for _ in $(seq "$runs"); do
  for name in empty history claimed other; do
    # Files that are told once are gone by then.
    cp -r "$work/$name" "$work/once"
    # What the copying has left to write is not for promptd's first flush.
    sync
    times[$name]+="$(start once) "
    rm -rf "$work/once"
  done
done
median() { tr ' ' '\n' <<<"$1" | grep . | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
base=$(median "${times[empty]}")
for name in empty history claimed other; do
  middle=$(median "${times[$name]}")
  printf '%-8s %6d ms  %5.2f times  (%s)\n' "$name" "$middle" "$(awk "BEGIN { print $middle / $base }")" "${times[$name]% }"
done
echo "history: $jobs jobs that are over; claimed: $files claimed files that the journal does not know; other: $files files"
