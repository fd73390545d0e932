"""The addresses of signing in and of one's account. Their names are those that django-allauth looks for."""

from allauth.account import views as accounts
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from linli.apps.community.views import account, elsewhere, forgotten, sign_in
from linli.apps.community.views.confirming import confirmable

to_sign_in = RedirectView.as_view(pattern_name="community:sign-in")

urlpatterns = [
    path("sign-in/", sign_in.page, name="account_login"),
    path("sign-in/second/", second.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/inactive/", accounts.account_inactive, name="account_inactive"),
    path("sign-in/forgotten/", forgotten.ask, name="account_reset_password"),
    path("sign-in/forgotten/code/", forgotten.code, name="account_confirm_password_reset_code"),
    path("sign-in/forgotten/new/", forgotten.choose, name="account_complete_password_reset"),
    path(
        "sign-in/forgotten/<str:uidb36>/<str:key>/",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/again/", to_sign_in, name="account_reset_password_from_key_done"),
    path("sign-in/afresh/", to_sign_in, name="account_password_reset_completed"),
    path("sign-out/", sign_in.leave, name="account_logout"),
    path("sign-up/", RedirectView.as_view(pattern_name="community:join-site"), name="account_signup"),
    path("account/", account.page, name="mfa_index"),
    path("account/sessions/end/", account.end, name="account_end_session"),
    path("account/confirm/", confirmable(accounts.reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", confirmable(second.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        confirmable(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/email/", confirmable(forgotten.address), name="account_email"),
    path("account/email/confirm/<str:key>/", accounts.confirm_email, name="account_confirm_email"),
    path("account/password/", accounts.password_change, name="account_change_password"),
    path("account/password/first/", accounts.password_set, name="account_set_password"),
    path("account/codes/", confirmable(totp.activate_totp), name="mfa_activate_totp"),
    path("account/codes/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery/new/",
        confirmable(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("account/passkeys/add/", confirmable(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/", confirmable(passkeys.remove_webauthn), name="mfa_remove_webauthn"
    ),
]

if settings.SOCIALACCOUNT_PROVIDERS:
    from allauth.urls import build_provider_urlpatterns

    urlpatterns += [
        path("account/linked/", include("allauth.socialaccount.urls")),
        path("sign-in/with/", include(elsewhere.sure(build_provider_urlpatterns()))),
    ]
