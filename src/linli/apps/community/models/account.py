"""Accounts: who signs in. What one may do comes from seats and the charter, never from the account."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None) -> Account:
        """An account; without a password nobody can sign in to it by name."""
        if not username:
            raise ValueError("an account has a name")
        account = self.model(username=self.model.normalize_username(username))
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A name and a password. There is no super-user."""

    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.username


class SignInFailure(models.Model):
    """One attempt that failed, under the hash of what was tried and of where it came from."""

    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mark", "at"], name="failure_lately")]

    def __str__(self) -> str:
        return self.mark[:8]
