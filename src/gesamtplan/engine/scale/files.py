"""The Parquet files of one folder, on this machine or in a store that pyarrow can reach (s3://, gs://, hdfs://)."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gesamtplan.engine.errors import BadInput


@dataclass(frozen=True)
class Folder:
    """`system`: a pyarrow file system; `path`: within it. Small, and can be sent to other machines."""

    system: Any
    path: str

    def names(self) -> list[str]:
        """Parquet files in order of their names, which is the order of their offers."""
        from pyarrow import fs  # noqa: PLC0415  optional

        found = self.system.get_file_info(fs.FileSelector(self.path, allow_not_found=True))
        return sorted(one.base_name for one in found if one.base_name.endswith(".parquet"))

    def open(self, name: str) -> Any:
        """One Parquet file, to be used in a `with`. Raises BadInput naming it if it is none."""
        import pyarrow as pa  # noqa: PLC0415  optional
        from pyarrow import parquet  # noqa: PLC0415  optional

        try:
            return parquet.ParquetFile(self.system.open_input_file(f"{self.path}/{name}"))
        except (pa.ArrowInvalid, OSError) as error:
            raise BadInput(name, "it cannot be read as Parquet", "Write it anew") from error


def folder(where: str | Path) -> Folder:
    """A path, or an address such as s3://bucket/folder. Raises BadInput where pyarrow is missing."""
    if find_spec("pyarrow") is None:
        why = "travel pairs on disk need the package pyarrow, which is not installed"
        raise BadInput(str(where), why, "Install it (requirements-dev.txt), or keep the pairs in memory")
    from pyarrow import fs  # noqa: PLC0415  optional

    address = str(where) if "://" in str(where) else Path(where).resolve().as_uri()
    return Folder(*fs.FileSystem.from_uri(address))
