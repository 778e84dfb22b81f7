"""Tags that know the rooms; what they look like is decided in kern."""
