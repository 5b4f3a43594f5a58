#!/usr/bin/env bash
# Checks that every line knows its place: a folder has at most 20 source files (C headers are not counted), a file at
# most 250 lines, and a top-level type of more than 15 lines stands in a file of its own name (`Type.swift` or
# `Type+Aspect.swift`).
set -euo pipefail
cd "$(dirname "$0")/.."
most_files=20 most_lines=250 most_guest=15
found=$(mktemp); trap 'rm -f "$found"' EXIT

files() { git ls-files --cached --others --exclude-standard -- Sources Tests | while read -r f; do [ ! -e "$f" ] || echo "$f"; done; }

files | grep -E '\.(swift|c)$' | sed -E 's;/[^/]*$;;' | sort | uniq -c |
  awk -v most=$most_files '$1 > most { print $2 ": " $1 " files, more than " most }' >>"$found"
files | grep -E '\.(swift|c|h|sh)$' | xargs wc -l |
  awk -v most=$most_lines '$2 != "total" && $1 > most { print $2 ": " $1 " lines, more than " most }' >>"$found"
files | grep -E '\.swift$' | xargs awk -v most=$most_guest '
  FNR == 1 { name = ""; home = FILENAME; sub(/.*\//, "", home); sub(/(\+.*)?\.swift$/, "", home) }
  /^((package|public|internal|private|fileprivate|final|indirect|@[A-Za-z]+(\([^)]*\))?) )*(struct|class|enum|actor|protocol) / {
    line = $0; sub(/^.*(struct|class|enum|actor|protocol) +/, "", line); sub(/[^A-Za-z0-9_].*$/, "", line)
    name = $0 ~ /\}$/ ? "" : line; start = FNR
  }
  /^}/ && name != "" {
    if (name != home && FNR - start + 1 > most) {
      print FILENAME ":" start ": " name " has " FNR - start + 1 " lines and wants a file of its own name"
    }
    name = ""
  }' >>"$found"

if [ -s "$found" ]; then sed 's/^/rooms: /' "$found"; exit 1; fi
echo "rooms: ok"
