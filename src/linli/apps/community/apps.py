"""The community app: the ground floor of the apps."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Places, people, organs and the record."""

    name = "linli.apps.community"
    label = "community"
    verbose_name = "Community"

    def ready(self) -> None:
        """Say what this app holds of people; listen for what allauth did about an account; say what is sealed."""
        from allauth.account.signals import password_reset

        from linli.apps.community.fading import FADINGS
        from linli.apps.community.forgotten import sign_out_everywhere
        from linli.apps.community.own import HOLDING
        from linli.apps.community.own_account import FADING as UNUSED
        from linli.apps.community.own_account import HOLDING as ACCOUNT
        from linli.apps.community.reads import sealed
        from linli.apps.community.reads.fading import fading
        from linli.apps.community.reads.holdings import join, join_account
        from linli.apps.community.resealed import SEALED

        join(HOLDING)
        join_account(ACCOUNT)
        sealed.join(*SEALED)
        for one in (*FADINGS, UNUSED):
            fading(one)
        password_reset.connect(sign_out_everywhere, dispatch_uid="sign out everywhere")
