"""Loads a checkpoint's tokenizer and weights through transformers."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from reviser.errors import ReviserError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import CheckpointFolder, look

if TYPE_CHECKING:
    import transformers

Head = Literal["Seq2SeqLM", "SequenceClassification", "TokenClassification"]  # what transformers calls a model's task

_MEMORY = Path("/proc/meminfo")
_SLACK = 300_000_000  # bytes that torch and the generation take besides the weights
_GB = 1e9  # bytes


def load_checkpoint(
    path: Path, head: Head, *, pickle: bool, **tokenizer_options: bool
) -> tuple["transformers.PreTrainedTokenizerBase", "transformers.PreTrainedModel"]:
    """The tokenizer and the model in the folder `path`, with weights as 32-bit floats. `pickle`: whether pickled
    weights may be read; torch reads them without running code. No code of the checkpoint is run, and nothing is
    fetched. ReviserError where torch and transformers are missing, the memory is too small, or the files are no such
    model."""
    transformers = import_transformers()
    folder = look(path)
    check_pickle(folder, allowed=pickle)
    check_memory(folder)
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            path, local_files_only=True, trust_remote_code=False, **tokenizer_options
        )
        model, told = getattr(transformers, f"AutoModelFor{head}").from_pretrained(
            path,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=not folder.pickled,
            dtype="float32",
            output_loading_info=True,
        )
    except Exception as error:  # transformers raises what it likes: OSError, ValueError, KeyError, SafetensorError
        raise unreadable(path, error) from error
    _check_weights(path, model.named_modules(), told["missing_keys"])
    return tokenizer, model.eval()


def _check_weights(path: Path, modules: Iterable[tuple[str, object]], missing: Iterable[str]) -> None:
    """ReviserError where weights of these names are `missing` from a model of these `modules`: transformers puts random
    ones in their place, with which a model proposes anything. The positions that PEGASUS computes need not be there."""
    computed = {name for name, module in modules if "Sinusoidal" in type(module).__name__}
    lacking = sorted(name for name in missing if name.rpartition(".")[0] not in computed)
    if lacking:
        raise ReviserError(
            message(
                "The checkpoint in {folder} lacks weights ({names}): it is of another kind, or damaged.",
                folder=path,
                names=", ".join(lacking[:2]) + (", …" if len(lacking) > 2 else ""),
            )
        )


def import_transformers() -> ModuleType:
    """The package, which then writes nothing but errors to the terminal. ReviserError where it or torch is missing."""
    try:
        import_module("torch")
        # It puts another module in its own place while it is imported, which a plain import in a second thread misses.
        transformers = import_module("transformers")
    except ImportError as error:
        raise ReviserError(
            message("Checkpoints need torch and transformers, which are missing: pip install 'reviser[models]'.")
        ) from error
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return transformers


def check_pickle(folder: CheckpointFolder, *, allowed: bool) -> None:
    """ReviserError where the weights are pickled and the person has not allowed that."""
    if folder.pickled and not allowed:
        raise ReviserError(
            message(
                "The weights in {folder} are pickled, and you have not allowed that: add the checkpoint again with"
                " --allow-pickle, or save it as safetensors.",
                folder=folder.path,
            )
        )


def check_memory(folder: CheckpointFolder) -> None:
    """ReviserError where the weights need more memory than is free, as far as the system tells (Linux)."""
    free = _free_memory()
    if free is not None and folder.memory + _SLACK > free:
        raise ReviserError(
            message(
                "{folder} takes {needed:.1f} GB of memory, and {free:.1f} GB are free: close other programs, or use a"
                " smaller checkpoint.",
                folder=folder.path,
                needed=(folder.memory + _SLACK) / _GB,
                free=free / _GB,
            )
        )


def _free_memory() -> int | None:
    """Bytes that can be had without swapping; None where the system does not tell."""
    try:
        lines = _MEMORY.read_text("ascii").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if kilobytes is None else int(kilobytes) * 1024


def unreadable(path: Path, error: Exception) -> ReviserError:
    """What to raise where transformers cannot read the folder `path`."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ReviserError(
        message(
            "The checkpoint in {folder} cannot be loaded: it is damaged, or of another kind ({reason}).",
            folder=path,
            reason=reason.rstrip("."),
        )
    )
