#!/usr/bin/env bash
# A Samba server for tests. It sees accounts, processes and a network of its own, so that nothing of it reaches this
# machine and nothing of this machine stands in its way.
#
#   unshare --mount --net --pid --fork --mount-proc --propagation private Tests/Lab/samba.sh FOLDER PASSWORD USER…
#
# FOLDER holds smb.conf, passwd and group; what Samba writes goes there as well. It ends with the first process of its own.
set -euo pipefail
folder=$1 password=$2
shift 2
mount --bind "$folder/passwd" /etc/passwd
mount --bind "$folder/group" /etc/group
# The loopback of a new network is down; there need be no ip(8), and Samba comes with Python: SIOCSIFFLAGS, IFF_UP.
/usr/bin/python3 -c '
import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 1))'
for user; do printf '%s\n%s\n' "$password" "$password" | smbpasswd -c "$folder/smb.conf" -s -a "$user"; done
# In a process group of its own: when it ends, it sends SIGTERM to all of its group.
exec smbd --foreground -s "$folder/smb.conf"
