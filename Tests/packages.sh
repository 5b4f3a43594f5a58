# Sourced: installs the Debian packages that the build links against, if any is missing.
promptd_packages=(libsqlite3-dev libsystemd-dev pkg-config zlib1g-dev)
promptd_missing=()
for package in "${promptd_packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || promptd_missing+=("$package")
done
if [ "${#promptd_missing[@]}" -gt 0 ]; then
  echo "== Installing ${promptd_missing[*]}"
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -qq update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${promptd_missing[@]}"
fi
