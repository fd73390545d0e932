"""The demonstration: two real places by their real names, with invented people in them."""

from linli.apps.community.demo.filling import VERSION, communities, filled, found_all, mark_filled, outdated

__all__ = ["VERSION", "communities", "filled", "found_all", "mark_filled", "outdated"]
