"""Fingerprints of arrays: the same numbers, the same digest, on every machine."""

import numpy as np

from gesamtplan.engine.digest import digest_of_arrays


def test_digest_does_not_depend_on_memory_or_order_of_names() -> None:
    table = np.arange(12, dtype=np.float64).reshape(3, 4)
    one = digest_of_arrays({"a": table, "b": table[0]}, unit="minutes")
    assert one == digest_of_arrays({"b": table[0].copy(), "a": np.asfortranarray(table)}, unit="minutes")
    assert one == digest_of_arrays({"a": table.astype(">f8"), "b": table[0]}, unit="minutes")
    assert len(one) == 64


def test_digest_tells_name_type_shape_number_and_fact() -> None:
    row = np.arange(6, dtype=np.int32)
    digests = {
        digest_of_arrays({"a": row}),
        digest_of_arrays({"b": row}),
        digest_of_arrays({"a": row.astype(np.int64)}),
        digest_of_arrays({"a": row.reshape(2, 3)}),
        digest_of_arrays({"a": row + 1}),
        digest_of_arrays({"a": row}, unit="minutes"),
        digest_of_arrays({}),
        digest_of_arrays({"a": row[:0]}),
    }
    assert len(digests) == 8
