"""Who works here: users and their roles by organization.

May use: core, kern, engine.
"""
