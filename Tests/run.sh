#!/usr/bin/env bash
# Everything that has to pass: format, arrows, rooms, all tests.
#
#   Tests/run.sh                what CI runs
#   Tests/run.sh fast           all but end to end and the suites that keep every core busy for long
#   Tests/run.sh --filter Job   any arguments of `swift test`
set -euo pipefail
cd "$(dirname "$0")/.."
command -v swift >/dev/null || {
  echo "run.sh: there is no Swift here. Get 6.3 or newer from https://www.swift.org/install/linux/ and start this again." >&2
  exit 69
}
source Tests/packages.sh
# For the tests that install promptd under a real systemd, those on a share, and those of the Debian package; without
# them, or without root, they are left out.
if [ "$(id -u)" = 0 ]; then
  install_packages systemd-container || echo "== No systemd-nspawn"
  install_packages bindfs || echo "== No bindfs"
  install_packages samba samba-vfs-modules smbclient acl || echo "== No Samba"
  install_packages cmark-gfm dpkg-dev binutils || echo "== No Debian package"
fi
# For the tests of what Prometheus reads; without it they are left out, or check less.
unpack_tool prometheus promtool || echo "== No promtool"

echo "== Format"
swift format lint --strict --recursive --parallel Package.swift Sources Tests
echo "== Arrows"
bash Tests/arrows.sh
echo "== Rooms"
bash Tests/rooms.sh
echo "== Build"
swift build --build-tests
echo "== Tests"
log=$(mktemp); trap 'rm -f "$log"' EXIT
status=0
run() { swift test --skip-build --ignore-lock "$@" 2>&1 | tee -a "$log" || status=$?; }
# Those that keep every core busy for long, and those that start many processes, by themselves: the others have time
# limits, and should not wait for them.
busy='JobSimulationTests|PromptCoreTests.MutantTests|JobFuzzTests|RunComfyTests.Cut'
# Whoever drives the built program waits most of the time: those that only kill it again and again go on meanwhile.
sweeps='EndToEnd.(CrashMatrix|PowerLoss|RandomRun|[A-Za-z]+Crash)Tests'
end_to_end() {
  (run --filter "promptdTests.$sweeps"; exit "$status") & local others=$!
  run --filter promptdTests.EndToEnd --skip "promptdTests.$sweeps"
  wait "$others" || status=$?
}
case ${1:-} in
  '') run --skip "promptdTests.EndToEnd|$busy"; run --filter "$busy"; end_to_end ;;
  fast) run --skip "promptdTests.EndToEnd|$busy" ;;
  *) run "$@" ;;
esac

echo "== The twenty slowest suites, in seconds (most run side by side, and wait for each other)"
sed -nE 's/^. Suite "?([^"]+)"? (passed|failed) after ([0-9.]+) seconds.*/\3 \1/p' "$log" | sort -rn |
  awk 'NR <= 20 { printf "%7.1f %s\n", $1, $2 }'
# Swift Testing closes with "Test run with 12 tests in 3 suites passed after …" or "… failed after … with 2 issues".
total=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }')
failed=$(grep -E '^✘ Test .* failed after' "$log" | grep -vcE '^✘ Test run with' || true)
if [ "$total" -eq 0 ]; then echo "no test ran"; exit 1; fi
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$((total - failed)) passed, $failed failed"
exit "$status"
