#!/usr/bin/env bash
# Checks that each target imports only what lies below it: arrows never point back or sideways, and each dependency has
# one home. The compiler does not tell: an undeclared import of a sibling passes or fails by build order. And that nothing is
# printed past the place that escapes it.
set -euo pipefail
cd "$(dirname "$0")/.."

# What the toolchain brings, for every target but PromptCore, which does without threads and clocks.
toolchain='Dispatch Foundation FoundationEssentials Synchronization'
declare -A may_import=(
  [Systemd]='CSystemd Glibc Logging Synchronization'
  [ImageFormats]='-'
  [PromptCore]='FoundationEssentials Swift'
  [PromptControl]='PromptCore FoundationEssentials'
  [PromptFiles]="PromptCore ImageFormats CLinux Crypto Glibc Logging SystemPackage $toolchain"
  [RunComfy]="PromptCore AsyncHTTPClient Glibc Logging NIOCore NIOHTTP1 NIOPosix $toolchain"
  [ControlSocket]="PromptControl PromptCore Glibc Logging NIOCore NIOPosix $toolchain"
  [PromptJournal]="PromptControl PromptCore GRDB GRDBSQLite $toolchain"
  [PromptService]="PromptCore PromptFiles PromptJournal Systemd Logging ServiceLifecycle SystemPackage UnixSignals $toolchain"
  [StatusPage]="PromptCore PromptService HTTPTypes HummingbirdCore Logging NIOCore NIOPosix ServiceLifecycle $toolchain"
  [Sandbox]="PromptCore CZlib Crypto Glibc HTTPTypes Hummingbird Logging NIOCore NIOPosix ServiceLifecycle $toolchain"
  [promptd]="ControlSocket PromptControl PromptCore PromptFiles PromptJournal PromptService RunComfy Sandbox StatusPage Systemd ArgumentParser Configuration Logging ServiceLifecycle SystemPackage UnixSignals Yams $toolchain"
)

failures=0
for folder in Sources/*/; do
  target=$(basename "$folder")
  # Targets of C have no Swift imports.
  case $target in C[A-Z]*) continue ;; esac
  if [ -z "${may_import[$target]:-}" ]; then
    echo "arrows: $target has no line in Tests/arrows.sh"; failures=$((failures + 1)); continue
  fi
  while IFS=: read -r file import; do
    module=$(awk '{ print $NF }' <<<"$import" | cut -d. -f1)
    case " ${may_import[$target]} " in
      *" $module "*) ;;
      *) echo "arrows: $file: $target must not import $module"; failures=$((failures + 1)) ;;
    esac
  done < <(grep -rHoE --include='*.swift' '^(@[a-zA-Z_]+(\([^)]*\))? |package |public |internal |private |fileprivate )*import .+$' "$folder")
done

# What is printed holds names and words of others, and a terminal obeys what it reads: there is one way out of a command,
# which escapes, and one out of the log.
while IFS= read -r place; do
  echo "arrows: $place: print by Terminal only"; failures=$((failures + 1))
done < <(
  grep -rnE --include='*.swift' \
    '(^|[^.A-Za-z0-9_])(Swift\.)?(print|debugPrint|dump|fputs|puts|printf|fwrite|putchar|readLine)\(|FileHandle\.standard(Output|Error)|\.standard(Output|Error)\.write|STD(OUT|ERR)_FILENO' \
    Sources | grep -vE '^Sources/(promptd/Commands/Terminal|Systemd/Log/LogOutput)\.swift:'
)
[ "$failures" -eq 0 ] || exit 1
echo "arrows: ok"
