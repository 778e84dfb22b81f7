"""Which offers fit what somebody says of themselves, where one can go soonest, how far it is.

May use: queries of this room, the engine. Nothing of a question is kept: it lives as long as its answer.
"""
