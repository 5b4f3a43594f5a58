#!/usr/bin/env bash
# Measures promptd, built for release, beside the least that is durable in C and a small Python daemon.
#
#   Tests/Benchmarks/run.sh                     everything, three runs each (about 40 minutes)
#   Tests/Benchmarks/run.sh --runs 1 burst idle  two of the kinds
#   Tests/Benchmarks/run.sh --help              what there is
#
# After --promptd PROGRAM that program is measured, and nothing is built.
set -euo pipefail
cd "$(dirname "$0")/../.."
source Tests/packages.sh
install_packages strace gcc libc6-dev python3-minimal
if [ "${1-}" = --promptd ]; then
  program=$2
  shift 2
else
  swift build -c release --product promptd
  program=$(swift build -c release --show-bin-path)/promptd
fi
plain=$(mktemp)
trap 'rm -f "$plain"' EXIT
gcc -O2 -Wall -pthread -o "$plain" Tests/Benchmarks/plain.c
python3 Tests/Benchmarks/bench.py --promptd "$program" --plain "$plain" "$@"
