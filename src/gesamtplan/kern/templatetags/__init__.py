"""Template tags of KERN."""
