"""The addresses of the community app."""

from django.conf import settings
from django.urls import path

from linli.apps.community.views import (
    areas,
    belonging,
    communities,
    corrections,
    description,
    files,
    houses,
    invitations,
    join,
    lists,
    organs,
    part,
    previews,
    registers,
    seats,
    sign_in,
    tables,
    tokens,
)

app_name = "community"

urlpatterns = [
    path("", communities.page, name="communities"),
    path("sign-in/", sign_in.page, name="sign-in"),
    path("account/tokens/", tokens.page, name="tokens"),
    path("account/tokens/<int:number>/revoke/", tokens.revoke, name="token-revoke"),
    path("sign-out/", sign_in.leave, name="sign-out"),
    path("join/", join.page, name="join-site"),
    path("join/back/", join.back, name="join-back"),
    path("join/<str:code>/", join.arrive, name="join-site-code"),
    path("c/<slug:slug>/join/", join.page, name="join"),
    path("c/<slug:slug>/join/<str:code>/", join.arrive, name="join-code"),
    path("c/<slug:slug>/invitations/", invitations.page, name="invitations"),
    path("c/<slug:slug>/invitations/clerk/", invitations.clerk, name="invite-clerk"),
    path("c/<slug:slug>/invitations/account/", invitations.account, name="account-of"),
    path("c/<slug:slug>/invitations/codes/", invitations.codes, name="codes"),
    path("c/<slug:slug>/invitations/sheet/", invitations.sheet, name="code-sheet"),
    path("c/<slug:slug>/invitations/<int:number>/revoke/", invitations.revoke, name="revoke"),
    path("c/<slug:slug>/organs/", organs.page, name="organs"),
    path("c/<slug:slug>/organs/<slug:organ>/", seats.page, name="seats"),
    path("c/<slug:slug>/place/", description.page, name="place"),
    path("c/<slug:slug>/registers/", part.page, name="registers"),
    path("c/<slug:slug>/registers/residents/", registers.people, name="residents"),
    path("c/<slug:slug>/registers/residents/<int:number>/", part.person, name="person"),
    path("c/<slug:slug>/registers/corrections/", corrections.page, name="corrections"),
    path("c/<slug:slug>/registers/corrections/<int:number>/", corrections.one, name="correction"),
    path("c/<slug:slug>/registers/buildings/", houses.buildings, name="buildings"),
    path("c/<slug:slug>/registers/buildings/<int:number>/", houses.building, name="building"),
    path("c/<slug:slug>/registers/grid/", areas.part, name="grid"),
    path("c/<slug:slug>/registers/part/", areas.part, name="part"),
    path("c/<slug:slug>/registers/buildings/<int:number>/parts/", belonging.page, name="belonging"),
    path("c/<slug:slug>/registers/dwellings/<int:number>/", houses.dwelling, name="dwelling"),
    path("c/<slug:slug>/registers/households/<int:number>/", houses.household, name="household"),
    path("c/<slug:slug>/registers/units/", houses.units, name="units"),
    path("c/<slug:slug>/registers/units/<int:number>/", houses.unit, name="unit"),
    path("c/<slug:slug>/registers/lists/", lists.index, name="lists"),
    path("c/<slug:slug>/registers/lists/<slug:key>/", lists.page, name="list"),
    path("c/<slug:slug>/my-file/", files.own, name="my-file"),
    path("c/<slug:slug>/registers/tables/<int:number>/", tables.page, name="table"),
    path("c/<slug:slug>/registers/tables/<int:number>/rows/", previews.page, name="preview"),
    path("c/<slug:slug>/registers/<slug:shape>/template.<slug:form>", registers.template, name="template"),
    path("c/<slug:slug>/registers/<slug:shape>/export/", registers.export, name="export"),
    path("c/<slug:slug>/capacity/", organs.switch, name="capacity"),
]

if settings.DEMO:
    # Outside a demonstration this door is not locked: it is not there, and its module is not even loaded.
    from linli.apps.community.views import demo

    urlpatterns += [
        path("demo/people/", demo.page, name="demo-people"),
        path("demo/people/<slug:slug>/", demo.become, name="demo-become"),
    ]
