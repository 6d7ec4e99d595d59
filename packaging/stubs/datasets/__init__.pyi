from collections.abc import Iterator

class Dataset:
    num_rows: int
    column_names: list[str]
    def __iter__(self) -> Iterator[dict[str, object]]: ...

def load_dataset(path: str, *, cache_dir: str) -> dict[str, Dataset]: ...
