"""The directory on a device without network: one list for each language, kept only where a reader asks for it."""
