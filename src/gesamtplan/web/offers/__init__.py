"""The directory of offers."""
