"""What Django's own formats of a language lack (FORMAT_MODULE_PATH). Digits are Western in every language: they must match papers."""
