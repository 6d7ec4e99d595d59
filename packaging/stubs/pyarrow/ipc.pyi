from collections.abc import Iterator
from typing import BinaryIO

class StreamedBatch:
    def to_pylist(self) -> list[dict[str, object]]: ...

class RecordBatchStreamReader:
    def __iter__(self) -> Iterator[StreamedBatch]: ...

def open_stream(source: BinaryIO) -> RecordBatchStreamReader: ...
