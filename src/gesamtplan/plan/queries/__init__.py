"""Reads of the plan: what is public, filtered, counted, sorted."""
