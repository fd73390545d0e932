"""The opinion map of a large discussion: reactions to short statements, and the groups of opinion among them.

It describes and decides nothing.
"""
