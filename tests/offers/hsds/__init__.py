"""Tests of taking over HSDS files."""
