"""XLIFF 2, the format in which translators' tools exchange texts (OASIS, XLIFF 2.1, 2018).

Read and written by ourselves: the one kept library is under the GPL and reads whole files into memory (ADR 0008).
"""

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.0 and 2.1 have the same
