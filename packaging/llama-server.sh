#!/usr/bin/env bash
# Makes what the tests against a real model server need: llama.cpp's llama-server and a tiny model with random weights.
#
#   packaging/llama-server.sh           builds what is not built yet (some minutes, once), and prints where both are
#   packaging/llama-server.sh --cached  prints where both are; builds nothing. Ends with 3, saying why, where one is missing
#
# Nothing is downloaded but packages from PyPI: the source of llama-cpp-python holds llama.cpp, and packaging/tiny_model.py
# writes the model. Both are kept in ${XDG_CACHE_HOME:-~/.cache}/reviser-test. Every step ends in a file that appears at
# once, whole; one that was interrupted is begun again or, in the compiler's case, goes on.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

version=0.3.36
sha256=832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e # of llama_cpp_python-$version.tar.gz on PyPI
gguf=0.19.0
recipe=1 # one more where the flags below change
# Its pages and TLS are not needed. Nothing of this processor's own, because a cache may be carried to another. -O1 builds
# faster, and a model of this size needs no speed.
flags=(
  -DCMAKE_BUILD_TYPE=Release "-DCMAKE_C_FLAGS_RELEASE=-O1 -DNDEBUG" "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG"
  -DBUILD_SHARED_LIBS=OFF
  -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF
  -DGGML_NATIVE=OFF -DGGML_AVX=OFF -DGGML_AVX2=OFF -DGGML_FMA=OFF -DGGML_F16C=OFF -DGGML_BMI2=OFF -DGGML_OPENMP=OFF
)

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/reviser-test
server=$cache/llama-server-$version-$recipe
model=$cache/tiny-$(cksum <"$here/tiny_model.py" | cut -d ' ' -f 1).gguf
reason=$cache/why-not # why the last attempt failed
tools=$cache/tools

say() { printf '%s\n' "$*" >&2; }

# Ends, and keeps the reason for tests to say.
fail() {
  say "The model server for tests could not be made: $*"
  printf '%s\n' "$*" >"$reason.new" && mv "$reason.new" "$reason"
  exit 1
}

is_there() { [[ -x $server && -s $model ]]; }

# Sets `python` to one that is new enough and can make environments.
find_python() {
  local candidate
  for candidate in "${PYTHON:-}" "$here/../.venv/bin/python" python3.11 python3 /usr/bin/python3 python3.12 python3.13; do
    if [[ -n $candidate ]] && "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
      python=$candidate
      return
    fi
  done
  fail "there is no Python 3.10 or newer that can make virtual environments."
}

pip() { "$tools/bin/python" -m pip --disable-pip-version-check --no-input "$@" >&2; }

# An environment of its own: nothing of this is installed into the project's.
make_tools() {
  if [[ ! -e $tools/made ]]; then
    "$python" -m venv --clear "$tools" || fail "a virtual environment could not be made in $tools."
    touch "$tools/made"
  fi
}

make_model() {
  "$tools/bin/python" -c 'import gguf' 2>/dev/null || pip install "gguf==$gguf" || fail "gguf $gguf could not be had from PyPI."
  "$tools/bin/python" "$here/tiny_model.py" "$model.new" >&2 || fail "the tiny model could not be written (packaging/tiny_model.py)."
  rm -f "$cache"/tiny-*.gguf # of earlier versions of this script
  mv "$model.new" "$model"
}

make_server() {
  local source=$cache/llama_cpp_python-$version build=$cache/build-$version-$recipe
  if ! command -v c++ >/dev/null || ! command -v cc >/dev/null; then
    fail "there is no C and C++ compiler (Debian: apt-get install g++)."
  fi
  # pip finds these first where the machine has none.
  command -v cmake >/dev/null || pip install cmake || fail "cmake could not be had from PyPI."
  command -v ninja >/dev/null || pip install ninja || fail "ninja could not be had from PyPI."
  if [[ ! -d $source ]]; then
    printf 'llama-cpp-python==%s --hash=sha256:%s\n' "$version" "$sha256" >"$cache/source.txt"
    pip download --no-deps --no-binary llama-cpp-python --require-hashes --dest "$cache" -r "$cache/source.txt" ||
      fail "the source of llama-cpp-python $version could not be had from PyPI (no network?)."
    rm -rf "$source.new"
    mkdir "$source.new"
    tar -xzf "$source.tar.gz" -C "$source.new" --strip-components=1 || fail "$source.tar.gz could not be unpacked."
    mv "$source.new" "$source"
  fi
  say "Building llama-server (some minutes, once)"
  local jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}
  if ! nice cmake -S "$source/vendor/llama.cpp" -B "$build" -G Ninja "${flags[@]}" >"$cache/build.log" 2>&1 ||
    ! nice cmake --build "$build" --target llama-server --parallel "$jobs" >>"$cache/build.log" 2>&1; then
    fail "llama-server did not build; the end of $cache/build.log says why."
  fi
  cp "$build/bin/llama-server" "$server.new"
  strip "$server.new" 2>/dev/null || true
  "$server.new" --version >/dev/null 2>&1 || fail "llama-server was built but does not start."
  find "$cache" -maxdepth 1 -name 'llama-server-*' ! -name "${server##*/}.new" -delete # of earlier versions of this script
  mv "$server.new" "$server"
  rm -rf "$build" "$source" "$source.tar.gz" "$cache/source.txt" "$cache/build.log"
}

where() { printf '%s\n' "$server" "$model"; }

if is_there; then
  where
  exit
fi
if [[ ${1:-} == --cached ]]; then
  if [[ -s $reason ]]; then
    say "llama-server could not be built here: $(<"$reason") Try packaging/llama-server.sh again"
  else
    say "llama-server is not built here: packaging/llama-server.sh does it"
  fi
  exit 3
fi

mkdir -p "$cache" || {
  say "The cache folder $cache cannot be made."
  exit 1
}
# One at a time; the second waits and finds it done.
exec 9>"$cache/lock"
if command -v flock >/dev/null; then flock 9; fi
export PATH=$tools/bin:$PATH
if ! is_there; then
  find_python
  make_tools
  [[ -s $model ]] || make_model
  [[ -x $server ]] || make_server
  rm -f "$reason"
fi
where
