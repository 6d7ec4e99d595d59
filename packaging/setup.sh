# shellcheck shell=bash
# What packaging/run and packaging/test share: from a fresh machine to a virtual environment that works.
#
# set_up EXTRA NEED...  makes .venv with what packaging/requirements.txt pins by hashes and `pip install -e .EXTRA`, and looks for what NEED names: `qt` (the native
# libraries that Qt opens), `window` (a display that exists only in memory, with a window manager, the bus of
# accessibility and an input method, for tests). What is missing is installed with apt where this is root; else the one
# command to type is printed and the script ends with 1. Nothing is done that is done already: a
# stamp says for what .venv was made, so a second start takes no time; a set-up that was interrupted is begun anew.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
root=$(pwd -P)
venv=$root/.venv
stamp=$venv/reviser-set-up
unfinished=$root/.venv.unfinished

say() { printf '%s\n' "$*" >&2; }

# Library or program, and the Debian package that has it.
qt_libraries='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
'
window_programs='
Xvfb xvfb
xvfb-run xvfb
xauth xauth
setxkbmap x11-xkb-utils
openbox openbox
dbus-daemon dbus-daemon
/usr/libexec/at-spi-bus-launcher at-spi2-core
ibus-daemon ibus
'

# Sets `python` to one that is new enough, one that can make environments before one that cannot. Empty without any.
find_python() {
  local candidate
  python=
  for candidate in "${PYTHON:-}" python3.11 python3 /usr/bin/python3 python3.12 python3.13 python3.14; do
    if [[ -z $candidate ]] || ! "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      continue
    fi
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
      python=$candidate
      return
    fi
    python=${python:-$candidate}
  done
}

# Prints the Debian packages that have what is missing of `need`.
missing_packages() {
  local need known file package
  for need in "$@"; do
    case $need in
      python)
        find_python
        # In Debian, the package python3-venv is what Python itself leaves out; it brings Python where there is none.
        if [[ -z $python ]] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then echo python3-venv; fi
        ;;
      qt)
        [[ $(uname) == Linux ]] || continue
        known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p)
        while read -r file package; do
          if [[ -n $file && $known != *"$file "* ]]; then echo "$package"; fi
        done <<<"$qt_libraries"
        if [[ -z $(find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts" \
          -name '*.[to]tf' -print -quit 2>/dev/null) ]]; then echo fonts-dejavu-core; fi
        ;;
      window)
        [[ $(uname) == Linux ]] || continue
        while read -r file package; do
          if [[ -n $file ]] && ! command -v "$file" >/dev/null; then echo "$package"; fi
        done <<<"$window_programs"
        ;;
    esac
  done | sort -u
}

# Installs what is missing of `need`, or says how and ends.
provide() {
  local packages
  mapfile -t packages < <(missing_packages "$@")
  ((${#packages[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    say "Please install these first (the names are Debian's), then run this again: ${packages[*]}"
    exit 1
  fi
  if ((EUID != 0)); then
    say "Some system packages are missing. Type this, then run the command again:"
    if command -v sudo >/dev/null; then
      say "  sudo sh -c 'apt-get update && apt-get install --yes ${packages[*]}'"
    else
      say "  su -c 'apt-get update && apt-get install --yes ${packages[*]}'"
    fi
    exit 1
  fi
  say "Installing with apt: ${packages[*]}"
  # The lists are fetched only where the packages cannot be had without (a fresh image has none, old ones point nowhere).
  apt_install "${packages[@]}" 2>/dev/null || {
    apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update
    apt_install "${packages[@]}"
  }
  mapfile -t packages < <(missing_packages "$@")
  if ((${#packages[@]})); then
    say "apt ended without an error, yet these are still missing: ${packages[*]}"
    exit 1
  fi
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install --yes --no-install-recommends "$@"
}

# What the environment depends on, for one EXTRA: where it stands, its Python, and what it was told to install.
state_of() {
  printf '%s\n' "$1" "$root"
  "$venv/bin/python" -c '
import hashlib, sys
for name in ("pyproject.toml", "packaging/requirements.txt"):
    print(sys.version, hashlib.sha256(open(name, "rb").read()).hexdigest())'
}

is_set_up() {
  [[ -x $venv/bin/python && -f $stamp && ! -e $unfinished ]] || return 1
  local extra
  # The environment for the tests serves the program too.
  for extra in "$1" '[dev]'; do
    if [[ $(<"$stamp") == "$(state_of "$extra" 2>/dev/null)" ]]; then return 0; fi
  done
  return 1
}

# Whether .venv is whole, belongs here and has a Python that is new enough; pip brings such a one up to date.
is_usable() {
  [[ ! -e $unfinished && -f $venv/bin/pip && $(head -n 1 "$venv/bin/pip") == "#!$venv/bin/python"* ]] &&
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

set_up() {
  local extra=$1 began=$SECONDS
  shift
  # One set-up at a time; the second waits and finds it done.
  exec 9<"$root/packaging/setup.sh"
  if command -v flock >/dev/null; then flock 9; fi
  if is_set_up "$extra"; then
    provide "$@"
  else
    provide python "$@"
    if ! is_usable; then
      find_python
      say "Making a virtual environment in .venv with $("$python" --version) (once)"
      touch "$unfinished"
      "$python" -m venv --clear "$venv"
    fi
    touch "$unfinished"
    say "Installing what the program needs into .venv"
    # First what is pinned, each file by its hash; then the program itself, with which nothing comes but a test's tools.
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes -r packaging/requirements.txt
    if [[ -z $extra ]]; then
      "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
    else
      "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --no-build-isolation --editable ".$extra"
    fi
    state_of "$extra" >"$stamp"
    rm "$unfinished"
    say "Set up in $((SECONDS - began)) s."
  fi
  exec 9<&-
}
