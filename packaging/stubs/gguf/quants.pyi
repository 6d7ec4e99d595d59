# What this project uses of gguf.quants: packed numbers to floats; NotImplementedError where it does not know a type.
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gguf import GGMLQuantizationType

def dequantize(data: NDArray[Any], qtype: GGMLQuantizationType) -> NDArray[np.float32]: ...
