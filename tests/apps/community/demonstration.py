"""Run as a program in demonstration mode: visits the demonstration and prints what it saw, as JSON."""

import json
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from django.test import Client  # noqa: E402 - Django first

from linli.apps.community import actions, demo, reads  # noqa: E402 - Django first
from linli.apps.community.models import Community, Person  # noqa: E402 - Django first


class Interrupted(Exception):
    pass


@actions.deed
def fill(interrupted: bool) -> None:
    demo.found_all(actions.now())
    if interrupted:
        raise Interrupted
    demo.mark_filled()


def main() -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    seen: dict[str, Any] = {}
    try:
        fill(True)
    except Interrupted:
        seen["interrupted"] = [Community.objects.count(), demo.filled()]
    fill(False)
    seen["filled"] = [Community.objects.count(), demo.filled()]
    community = demo.communities()[0]
    seats = reads.roster(community).seats["party-branch"].values()
    secretary = reads.person_of(community, next(seat.person for seat in seats if seat.chair))
    assert secretary is not None
    visit(seen, Client(), community, secretary)
    return seen


def visit(seen: dict[str, Any], client: Client, community: Community, secretary: Person) -> None:
    page = client.get("/demo/people/")
    seen["people"], seen["named"] = page.status_code, secretary.name in page.content.decode()
    address = f"/demo/people/{community.slug}/"
    answer = client.post(address, {"person": secretary.pseudonym})
    context: Any = client.get(f"/c/{community.slug}/organs/").wsgi_request
    who = context.seat_context
    seen["became"] = [answer.status_code, "secretary" if who.person == secretary.pseudonym else who.person]
    seen["acting"] = who.capacity
    seen["unknown"] = client.post(address, {"person": "nobody"}).status_code
    Community.objects.filter(pk=community.pk).update(demo=False)
    seen["real"] = client.post(address, {"person": secretary.pseudonym}).status_code


if __name__ == "__main__":
    print(json.dumps(main()))
