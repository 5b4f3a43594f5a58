#!/usr/bin/env bash
# Tests the tests: makes each mistake of Tests/Mutants in a copy of the tree and expects the tests named there to notice.
# With names (03, claim-not-flushed, …) only those. Tests/Mutants/README.md has the table of the last run.
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD/.build-mutants
tree=$home/tree
logs=$home/logs
child=

cleanUp() {
  # Each command has a session of its own, so that nothing that it started is left.
  if [ -n "$child" ]; then ps -o pid= -s "$child" | xargs -r kill 2>/dev/null || true; fi
}
trap cleanUp EXIT
trap 'exit 130' INT TERM HUP

# run LOG COMMAND…: runs it in the copy, all it says goes to the log.
run() {
  local log=$1 status=0
  shift
  (cd "$tree" && exec setsid "$@") >"$log" 2>&1 &
  child=$!
  wait "$child" || status=$?
  child=
  return "$status"
}

# build NAME ARGUMENTS…: what cannot be built proves nothing.
build() {
  local log=$logs/$1.build.log
  shift
  run "$log" swift build "$@" && return
  grep -m 5 -E 'error:' "$log" >&2 || tail -n 5 "$log" >&2
  return 1
}

# change [-R] PATCH: git must not take the copy for a folder of this repository, or it leaves it alone without a word.
change() { GIT_CEILING_DIRECTORIES=$home git -C "$tree" apply "${@:1:$#-1}" "$PWD/${!#}"; }

# field NAME PATCH: what the head of a patch says.
field() { sed -n "/^diff /q; s/^$1: //p" "$2"; }

# passes LOG FILTER: whether there are such tests, and all pass.
passes() {
  PROMPTD_UNDER_TEST="$tree/.build/debug/promptd" run "$1" swift test --skip-build --filter "$2" &&
    grep -qE 'Test run with [1-9][0-9]* tests? .*passed' "$1"
}

# proof LOG: the first thing that a test has found wrong, and where. What was recorded by hand is on the line after.
proof() {
  local where='([A-Za-z+]+\.swift:[0-9]+):[0-9]+'
  sed -nE -e '/Issue recorded$/{N; /the daemon.s log:/b' \
    -e "s/^[^ ]* Test (.*) recorded an issue.* at $where: Issue recorded\n[^ ]* /\2, \1: /p; q}" \
    -e "/recorded an issue/{s/.* at $where: /\1: /p; q}" "$1" | cut -c 1-260
}

# try PATCH: makes the mistake, asks the tests, takes it back; prints a row of the table.
try() {
  local patch=$1 name filter mode said result=
  name=$(basename "$patch" .patch)
  filter=$(field 'Caught by' "$patch")
  mode=$(field Mode "$patch")
  if ! change "$patch"; then
    row "$name" "$filter" NO "the patch does not apply any more: make the mistake anew in today's sources"
    return 1
  fi
  local product=(--build-tests)
  if [ "$mode" = binary ]; then product=(--product promptd); fi
  build "$name" "${product[@]}" || result="it does not build"
  if [ -z "$result" ]; then
    if passes "$logs/$name.log" "$filter"; then
      result="it survives: no test has noticed"
    else
      said=$(proof "$logs/$name.log")
      [ -n "$said" ] || result="the tests have ended without saying what is wrong: $logs/$name.log"
    fi
  fi
  change -R "$patch" || exit 1
  if [ -n "$result" ]; then row "$name" "$filter" NO "$result"; return 1; fi
  row "$name" "$filter" yes "$said"
}

row() { printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "${4//|/\\|}"; }

mkdir -p "$tree" "$logs"
find "$tree" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C "$tree"
if [ -f Package.resolved ]; then cp -p Package.resolved "$tree"; fi

modeless=$(grep -LE '^Mode: (binary|unit)$' Tests/Mutants/*.patch || true)
if [ -n "$modeless" ]; then echo "mutants.sh: neither binary nor unit: $modeless" >&2; exit 65; fi
# Binary first: the tests that drive them are to be without mistakes, and unit rebuilds those too.
patches=()
for mode in binary unit; do
  for patch in Tests/Mutants/*.patch; do
    name=$(basename "$patch" .patch)
    [ "$(field Mode "$patch")" = "$mode" ] || continue
    for wanted in "${@:-$name}"; do
      case $name in "$wanted" | "$wanted"-* | [0-9][0-9]-"$wanted") patches+=("$patch") ;; esac
    done
  done
done
if [ ${#patches[@]} -eq 0 ]; then echo "mutants.sh: no mutant is called $*" >&2; exit 64; fi

build unmutated --build-tests
printf '| mutant | tests | caught | what said so |\n|---|---|---|---|\n'
survivors=0
for patch in "${patches[@]}"; do try "$patch" || survivors=$((survivors + 1)); done

build unmutated --build-tests
while IFS= read -r filter; do
  if passes "$logs/unmutated.log" "$filter"; then
    row "(none)" "$filter" - "passes"
  else
    row "(none)" "$filter" - "FAILS without a mistake: $(proof "$logs/unmutated.log")"
    survivors=$((survivors + 1))
  fi
done < <(for patch in "${patches[@]}"; do field 'Caught by' "$patch"; done | sort -u)
if [ "$survivors" -gt 0 ]; then echo "$survivors not as expected"; exit 1; fi
echo "all ${#patches[@]} caught"
