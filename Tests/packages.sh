# shellcheck shell=bash
# Sourced. install_packages NAME…: installs those Debian packages that are missing.
install_packages() {
  local package missing=() as_root=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  echo "== Installing ${missing[*]}"
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -qq update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}"
}

# unpack_tool PACKAGE PROGRAM: gets that program of a Debian package into .build/tools, without what else is in it, such as
# a server that would be started.
unpack_tool() {
  local package=$1 program=$2 folder as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  ! command -v "$program" >/dev/null && [ ! -x ".build/tools/$program" ] || return 0
  folder=$(mktemp -d) || return 1
  mkdir -p .build/tools
  echo "== Getting $program"
  # In a shell of its own: the package lands in the folder one is in.
  # A machine that has just been made knows no packages yet.
  if (cd "$folder" && { apt-get -qq download "$package" 2>/dev/null ||
    { "${as_root[@]}" apt-get -qq update && apt-get -qq download "$package"; }; } && dpkg-deb -x ./*.deb .); then
    cp "$folder/usr/bin/$program" .build/tools/ || true
  fi
  rm -rf "$folder"
  [ -x ".build/tools/$program" ]
}

# What the build links against.
install_packages libsqlite3-dev libsystemd-dev pkg-config zlib1g-dev
