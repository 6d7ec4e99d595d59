# What this project uses of safetensors: the weights of a checkpoint's file, by their names.
from os import PathLike

from torch import Tensor

def load_file(filename: str | PathLike[str]) -> dict[str, Tensor]: ...
