"""Organizations and contact persons that take part in the plan.

May use: audit and below; not territory.
"""
