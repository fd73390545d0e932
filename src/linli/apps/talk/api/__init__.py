"""What the app of discussions gives to programs: reading comments, writing them, standing behind them."""

from linli.apps.talk.api import comments

routers = {"discussion": comments.router}
"""By the title under which they are explained."""
