#!/usr/bin/env bash
# Runs a script as root in a machine that a real systemd has booted and that is thrown away afterwards.
#
#   lab.sh FOLDER SCRIPT
#
# The machine is a copy-on-write view of this one's root file system in namespaces of its own; nothing that this one
# starts is started in there. FOLDER is shared as /lab, and SCRIPT is the file in it to run. What it prints is printed,
# its exit code is returned; 125 if there can be no such machine here, with the reason. The only network is a loopback
# of its own, so that fixed ports are free.
set -euo pipefail
cannot() { echo "lab: $*" >&2; exit 125; }

if [ "${LAB_STAGE:-}" != inside ]; then
  folder=$(realpath -- "$1")
  [ -x "$folder/$2" ] || cannot "there is no $2 to run in $folder"
  [ "$(id -u)" = 0 ] || cannot "needs root"
  [ -x /lib/systemd/systemd ] || cannot "there is no systemd on this machine"
  command -v systemd-nspawn >/dev/null || cannot "needs systemd-nspawn, from the package systemd-container"
  base=$(mktemp -d /run/promptd-lab.XXXXXX)
  trap 'rmdir "$base"' EXIT
  status=0
  LAB_STAGE=inside unshare --mount --propagation private -- bash "$0" "$folder" "$2" "$base" || status=$?
  exit "$status"
fi

folder=$1 script=$2 base=$3
mount -t tmpfs -o mode=755 lab "$base"
mkdir "$base"/{changes,work,tree}
mount -t overlay overlay -o "lowerdir=/,upperdir=$base/changes,workdir=$base/work" "$base/tree" ||
  cannot "this machine's root cannot be seen through an overlay"
# Nothing of this machine's own is started or mounted, and the journal begins empty.
units=$base/tree/etc/systemd/system
rm -rf "$units"/*.{wants,requires} "$base"/tree/etc/{fstab,crypttab} "$base/tree/var/log/journal"
# A container's word that packages are to start nothing.
rm -f "$base/tree/usr/sbin/policy-rc.d"
ln -sf /dev/null "$units/systemd-firstboot.service"
cat >"$units/lab.service" <<END
[Unit]
After=basic.target
SuccessAction=exit
FailureAction=exit
[Service]
Type=oneshot
ExecStart=/bin/bash -c 'exec "/lab/$script" >/lab/.output 2>&1'
END
cat >"$units/lab.target" <<END
[Unit]
Requires=basic.target lab.service
After=basic.target
END
: >"$folder/.output"
status=0
systemd-nspawn --quiet --directory="$base/tree" --bind="$folder:/lab" --private-network --register=no --keep-unit \
  --console=pipe --boot systemd.unit=lab.target systemd.show_status=no </dev/null >"$base/said" 2>&1 || status=$?
cat "$folder/.output"
# Without a word of the script it never came so far.
if [ "$status" -ne 0 ] && [ ! -s "$folder/.output" ]; then cat "$base/said" >&2; fi
exit "$status"
