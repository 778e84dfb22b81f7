"""The access of a whole country: travel pairs stay on disk, the figures and their bytes are those of `engine.access`.

May use: engine/access, pyarrow (optional), PySpark (optional); no Django. How to run it: docs/scale.md.
"""

from gesamtplan.engine.scale.prepared import access_streamed, prepare_streamed
from gesamtplan.engine.scale.spark import access_on_spark, prepare_on_spark
from gesamtplan.engine.scale.stored import StoredPairs, open_pairs
from gesamtplan.engine.scale.write import write_pairs

__all__ = [
    "StoredPairs",
    "access_on_spark",
    "access_streamed",
    "open_pairs",
    "prepare_on_spark",
    "prepare_streamed",
    "write_pairs",
]
