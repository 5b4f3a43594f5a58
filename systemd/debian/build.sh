#!/usr/bin/env bash
# Builds the Debian package: promptd_VERSION_ARCHITECTURE.deb, for the architecture of this machine.
#
#   systemd/debian/build.sh [FOLDER [PROGRAM]]
#
# FOLDER is where it goes, .build by default. PROGRAM is a promptd with the Swift library inside that has been built
# already; without it one is built. Needs cmark-gfm, dpkg-dev and binutils.
set -euo pipefail
folder=${1:+$(realpath -m -- "$1")} program=${2:+$(realpath -- "$2")}
cd "$(dirname "$0")/../.."
folder=${folder:-.build}
for tool in cmark-gfm dpkg-shlibdeps strip gzip; do
  command -v "$tool" >/dev/null || { echo "$0: needs $tool: apt-get install cmark-gfm dpkg-dev binutils" >&2; exit 69; }
done
if [ -z "$program" ]; then
  swift build -c release --product promptd --static-swift-stdlib >&2
  program=.build/release/promptd
fi
version=$(sed -n 's/.*current = "\(.*\)"/\1/p' Sources/promptd/Commands/Version.swift)
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# All that is installed can be read by all, whatever this shell's umask is.
umask 022
tree=$work/tree
put() { install -D -m "${3:-644}" "$1" "$tree/$2"; }
page() { # NAME.SECTION: a manual page, from standard input
  mkdir -p "$tree/usr/share/man/man${1##*.}"
  gzip -9n >"$tree/usr/share/man/man${1##*.}/$1.gz"
}
markdown() { # NAME SECTION: what cmark-gfm makes of standard input has no head of its own
  echo ".TH ${1^^} $2 \"\" \"promptd $version\" \"promptd\""
  # A terminal is too narrow for tables: a row becomes an item of a list.
  awk '!/^\|/ { row = 0; print; next }
    ++row > 2 { gsub(/^\| *| *\|$/, ""); n = split($0, cell, / *\| */); line = "- **" cell[1] "**: " cell[2]
      for (i = 3; i <= n; i++) line = line "; " cell[i]
      print line }' | cmark-gfm --to man
}

put "$program" usr/bin/promptd 755
strip --strip-unneeded "$tree/usr/bin/promptd"
put examples/promptd.yaml etc/promptd/promptd.yaml
put systemd/promptd.service lib/systemd/system/promptd.service
put systemd/promptd.path lib/systemd/system/promptd.path
put systemd/promptd.socket lib/systemd/system/promptd.socket
put systemd/user/promptd.service usr/lib/systemd/user/promptd.service
# One more of them for each /etc/promptd/NAME.yaml, with folders and a journal of its own.
sed -e 's;/etc/promptd/promptd\.yaml;/etc/promptd/%i.yaml;' -e 's;/srv/promptd;/srv/promptd/%i;g' \
  -e 's;/var/lib/promptd;/var/lib/promptd-%i;g' -e 's;^\(State\|Runtime\)Directory=promptd;&-%i;' -e 's;/run/promptd;&-%i;g' \
  -e 's;^Description=.*;& (%i);' systemd/promptd.service >"$work/template"
put "$work/template" lib/systemd/system/promptd@.service
put systemd/promptd.sysusers usr/lib/sysusers.d/promptd.conf
put systemd/promptd.tmpfiles usr/lib/tmpfiles.d/promptd.conf
put systemd/debian/copyright usr/share/doc/promptd/copyright
put systemd/debian/lintian-overrides usr/share/lintian/overrides/promptd
put Sources/promptd/promptd.docc/DroppingFiles.md usr/share/doc/promptd/DroppingFiles.md
for file in examples/*.json examples/prompts/*.json examples/prometheus/*.yaml examples/grafana/*.json; do put "$file" "usr/share/doc/promptd/examples/${file##*/}"; done
for file in examples/hooks/*.sh examples/uploaders/*.sh examples/clients/*.sh examples/clients/*.py; do put "$file" "usr/share/doc/promptd/$file" 755; done
gzip -9n <systemd/debian/changelog >"$work/changelog.gz"
put "$work/changelog.gz" usr/share/doc/promptd/changelog.gz

promptd=$tree/usr/bin/promptd
# It is read, not run.
"$promptd" --generate-completion-script bash | sed 1d >"$work/bash"
"$promptd" --generate-completion-script zsh >"$work/zsh"
"$promptd" --generate-completion-script fish >"$work/fish"
put "$work/bash" usr/share/bash-completion/completions/promptd
put "$work/zsh" usr/share/zsh/vendor-completions/_promptd
put "$work/fish" usr/share/fish/vendor_completions.d/promptd.fish

"$promptd" manual promptd.catalog >"$work/catalog"
put "$work/catalog" usr/lib/systemd/catalog/promptd.catalog
"$promptd" manual promptd.1 | page promptd.1
"$promptd" manual promptd.yaml.5 | page promptd.yaml.5
markdown promptd 8 <systemd/debian/promptd.8.md | page promptd.8
# The folder contract, without what only its own reader follows: links to other pages of it.
sed -E '1s/.*/# NAME\n\npromptd-folder - what the files in the folders of promptd mean\n\n# DESCRIPTION/; s/<doc:([A-Za-z]+)>/\1/g; s/^## /# /' \
  Sources/promptd/promptd.docc/Contract.md | markdown promptd-folder 7 | page promptd-folder.7

# What it is linked with, as Debian names it.
mkdir -p "$work/source/debian"
printf 'Source: promptd\n\nPackage: promptd\nArchitecture: any\n' >"$work/source/debian/control"
depends=$(cd "$work/source" && dpkg-shlibdeps -O "$promptd" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "$0: cannot tell what $program is linked with" >&2; exit 70; }
case $depends in *swift*) echo "$0: $program needs the Swift library: build it with --static-swift-stdlib" >&2; exit 65 ;; esac

mkdir "$tree/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$depends/" \
  -e "s/@SIZE@/$(du -k --apparent-size --exclude=DEBIAN -s "$tree" | cut -f1)/" systemd/debian/control.in >"$tree/DEBIAN/control"
install -m 644 systemd/debian/conffiles "$tree/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "systemd/debian/$script" "$tree/DEBIAN/$script"; done
(cd "$tree" && find lib usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 644 "$tree/DEBIAN/md5sums"
mkdir -p "$folder"
dpkg-deb --root-owner-group --build "$tree" "$folder/promptd_${version}_$architecture.deb" >&2
echo "$folder/promptd_${version}_$architecture.deb"
