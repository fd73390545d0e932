"""A passkey that no device made, and a session that remembers it. For tests."""

from __future__ import annotations

import json
import time
from hashlib import sha256
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

HOUR = 3600


def give(account: Any, name: str) -> int:
    """Give an account a passkey; nobody holds its private key. Gives its number."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ES256.from_cryptography_key(public)  # type: ignore[no-untyped-call]  # the library types all but this
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    held = AttestedCredentialData.create(bytes(16), bytes(16), key)
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, held)
    made = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", bytes(16), "https://testserver"),
        attestation_object=AttestationObject.create("none", data, {}),
    )
    given = json.loads(json.dumps(dict(RegistrationResponse(raw_id=held.credential_id, response=made))))
    given["clientExtensionResults"] = {"credProps": {"rk": True}}
    found: Authenticator = WebAuthn.add(account, name, given).instance
    return int(found.pk)


def shown(session: Any, account: Any) -> None:
    """Let a session say that whoever holds the account has just shown a passkey, and for an hour to come."""
    way = {"method": "mfa", "type": "webauthn", "reauthenticated": True, "at": time.time() + HOUR}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [way]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
