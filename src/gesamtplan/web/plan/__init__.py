"""Plan, needs, measures, open topics."""
