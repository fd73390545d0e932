"""What a hostile person sends: refused plainly, never kept, never an error of ours."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from linli.apps.community.models import Community, Person
from linli.apps.matters import typed, uploads
from linli.apps.matters.typed import BadInput

ADDRESSES = ["/c/sample/matters/new/four-deliberations/", "/sign-in/", "/preferences/", "/i18n/setlang/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "rot13", "nonsense"])
def test_a_form_in_another_encoding_is_answered_and_not_read(
    community: Community, people: list[Person], address: str, charset: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    # The reader before, whose language is not the next one's.
    Client(headers={"accept-language": "en"}).get("/")
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = client.generic("POST", address, b"title=%2B2AA-&next=/", kind)
    assert answer.status_code == 400
    assert "没有改动任何东西" in answer.content.decode()


def test_a_form_that_names_our_encoding_is_read(community: Community) -> None:
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    assert Client().post("/preferences/", b"type=large", content_type=kind).status_code == 302


@pytest.mark.parametrize("address", ["/sign-in/?next=%00", "/c/sample/charter/file/?version=a%00b", "/?%00"])
def test_a_null_in_an_address_is_answered_before_it_reaches_the_database(
    community: Community, address: str
) -> None:
    assert Client().get(address).status_code == 400


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u2066\u2069", "\ufeff", "\u3000", "\x07\x1b", "\u00ad"])
def test_a_title_that_nobody_can_see_is_no_title(title: str) -> None:
    with pytest.raises(BadInput) as bad:
        typed.title(title)
    assert "标题" in bad.value.in_("zh")


@pytest.mark.parametrize("title", ["修路灯", "😀", "\u202eabc\u202c", "\u200b灯", "…", "<b>"])
def test_a_title_of_which_something_can_be_seen_is_kept_as_typed(title: str) -> None:
    assert typed.title(title) == title


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("\u202eabc", "\u202c"),
        ("\u2067a\u202eb", "\u202c\u2069"),
        ("\u2067a\u202eb\u2069", ""),
        ("\u202ea\u202c\u202c\u2069", ""),
        ("a\u202b\u2066b\u2069", "\u202c"),
    ],
)
def test_a_title_that_turns_the_direction_of_writing_turns_no_sentence_that_it_stands_in(
    title: str, ends: str
) -> None:
    assert typed.title(title) == title + ends


def _document(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        with document.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(bytes(uploads.MEGABYTE))
    return out.getvalue()


def test_a_document_that_unpacks_to_a_mountain_is_not_taken() -> None:
    assert uploads.sniff(_document(1)) is not None
    bomb = _document(uploads.MAX_UNPACKED // uploads.MEGABYTE + 1)
    assert len(bomb) < uploads.MEGABYTE
    with pytest.raises(BadInput):
        uploads.read("letter.docx", io.BytesIO(bomb))
