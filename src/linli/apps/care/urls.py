"""The addresses of personal data."""

from django.urls import path

from linli.apps.care.views import account, copies, erasures, purposes

app_name = "care"

MINE, REGISTERS = "c/<slug:slug>/my-data/", "c/<slug:slug>/registers/"

urlpatterns = [
    path("account/data/", account.page, name="account"),
    path("account/data/copy/", account.copy, name="account-copy"),
    path("account/data/erase/", account.erase, name="account-erase"),
    path("c/<slug:slug>/personal-data/", purposes.page, name="purposes"),
    path(MINE, copies.mine, name="mine"),
    path(f"{MINE}copy/", copies.own, name="copy"),
    path(f"{MINE}erasure/", erasures.ask, name="ask"),
    path(f"{MINE}erasure/<int:number>/withdraw/", erasures.withdraw, name="withdraw"),
    path(f"{REGISTERS}residents/<int:number>/copy/", copies.of_person, name="copy-of"),
    path(f"{REGISTERS}residents/<int:number>/erasure/", erasures.ask_for, name="ask-for"),
    path(f"{REGISTERS}erasures/", erasures.listed, name="erasures"),
    path(f"{REGISTERS}erasures/<int:number>/", erasures.decide, name="erasure"),
]
