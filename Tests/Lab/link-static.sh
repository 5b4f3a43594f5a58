#!/usr/bin/env bash
# Links the promptd that `swift build` has compiled once more, with the Swift library inside, as
# `swift build --static-swift-stdlib` would after compiling everything anew: link-static.sh BUILD_FOLDER OUTPUT
set -euo pipefail
build=$1 output=$2
libraries=$(dirname "$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')")
static=$libraries/swift_static/linux
archives=()
# By hand what is otherwise named by modules compiled for it; those of no use here need further libraries.
for archive in "$static"/lib*.a; do
  case $archive in *BlocksRuntime* | *FoundationNetworking* | *FoundationXML* | *_CF*Interface*) ;; *) archives+=("$archive") ;; esac
done
swiftc -static-stdlib -emit-executable -o "$output" "@$build/promptd.product/Objects.LinkFileList" \
  -Xlinker --defsym=main=promptd_main -Xlinker --start-group "${archives[@]}" -Xlinker --end-group \
  -L "$static" -L "$libraries/swift/linux" -lsqlite3 -lsystemd -lz -lstdc++
