"""What the app of discussions gives to programs: reading and writing comments, supporting and moderating them."""

from linli.apps.talk.api import comments, moderating

routers = {"discussion": comments.router, "moderation": moderating.router}
"""By the title under which they are explained."""
