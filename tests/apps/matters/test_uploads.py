"""Attached files: told by their contents, freed of hidden data, refused with a clear answer."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions, reads, uploads
from linli.apps.matters.envelope import path_of
from linli.apps.matters.models import File
from linli.apps.matters.reads import Viewer
from linli.apps.matters.typed import BadInput

GPS = 0x8825
ORIENTATION = 0x0112


def image(
    format: str, *, size: tuple[int, int] = (40, 20), exif: Image.Exif | None = None, mode: str = "RGB"
) -> bytes:
    out = io.BytesIO()
    extra = {"exif": exif} if exif else {}
    Image.new(mode, size).save(out, format, **extra)
    return out.getvalue()


def office(folder: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", f"{folder}/document.xml", *more):
            archive.writestr(name, "x")
    return out.getvalue()


def read(data: bytes, name: str = "文件") -> uploads.Upload:
    return uploads.read(name, io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (image("JPEG"), "image/jpeg", "照片.jpg"),
        (image("PNG"), "image/png", "照片.png"),
        (image("WEBP"), "image/webp", "照片.webp"),
        (image("JPEG", mode="CMYK"), "image/jpeg", "照片.jpg"),
        (b"%PDF-1.7\n%...", "application/pdf", "照片.pdf"),
        ("会议记录\n一、到会 8 人".encode(), "text/plain", "照片.txt"),
        ("会议记录".encode("gb18030"), "text/plain", "照片.txt"),
        (office("word"), uploads._OFFICE["word/"], "照片.docx"),
        (office("xl"), uploads._OFFICE["xl/"], "照片.xlsx"),
    ],
)
def test_a_file_is_what_its_contents_say_whatever_it_is_called(
    data: bytes, media_type: str, name: str
) -> None:
    found = read(data, "照片.png")
    assert (found.media_type, found.name) == (media_type, name)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"MZ\x90\x00\x03\x00", b"GIF89a\x01\x00\x01\x00", b"<html><script>alert(1)</script>",
        b"\n <!DOCTYPE html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"#!/bin/sh\nrm", b"\x7fELF\x02\x01",
        b"PK\x03\x04 not a zip", office("other"), office("word", "word/vbaProject.bin"), b"a\x00b", b"a\x07\x1bb",
        b"\xff\xd8\xff and then nothing", b"\x89PNG\r\n\x1a\n broken", b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
    ids=range(16),
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(BadInput) as bad:
        read(data, "奇怪的文件.jpg")
    assert bad.value.field == "files"
    assert "奇怪的文件" in bad.value.in_("zh")
    assert "奇怪的文件" in bad.value.in_("en")


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [(b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC", "JPEG first"), (b"\x00\x00\x00\x18ftypmif1", "兼容性最佳", "HEIC"),
     (b"<?xml version='1.0'?>\n<!-- x --><svg onload='x'/>", "SVG", "as a PNG"), (b"<svg/>", "PNG", "SVG")],
    ids=range(4),
)  # fmt: skip
def test_what_phones_and_drawing_programs_make_is_refused_with_what_to_send_instead(
    data: bytes, zh: str, en: str
) -> None:
    with pytest.raises(BadInput) as bad:
        read(data, "照片.heic")
    assert zh in bad.value.in_("zh")
    assert en in bad.value.in_("en")


def test_a_file_of_nothing_but_comments_is_refused_without_being_read_in_every_way_there_is() -> None:
    with pytest.raises(BadInput):
        read(b"<!-- -->" * 1_000 + b"\x00", "图.svg")


@given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]), st.lists(st.tuples(st.integers(4, 300), st.integers(0, 255)))
)
def test_a_photo_with_broken_bytes_is_taken_or_refused_and_never_an_error(
    format: str, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(image(format, size=(9, 9)))
    for place, value in changes:
        data[place % len(data)] = value
    with suppress(BadInput):
        assert read(bytes(data)).data


def test_fifty_megabytes_are_refused_without_being_read_to_the_end() -> None:
    stream = io.BytesIO(b"%PDF-" + bytes(50 * uploads.MEGABYTE))
    with pytest.raises(BadInput, match="20 MB"):
        uploads.read("大文件.pdf", stream)
    assert stream.tell() == uploads.MAX_BYTES + 1


def test_at_most_five_files_at_a_time() -> None:
    five = [(f"{n}.txt", io.BytesIO(b"x")) for n in range(5)]
    assert len(uploads.read_all(five)) == 5
    with pytest.raises(BadInput):
        uploads.read_all([*((name, io.BytesIO(b"x")) for name, _ in five), ("6.txt", io.BytesIO(b"x"))])


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_place_and_camera_are_taken_out_of_a_photo(format: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(GPS)[2] = (34.0, 15.0, 30.0)
    data = image(format, exif=exif)
    assert b"SecretCamera" in data
    cleaned = read(data).data
    assert b"SecretCamera" not in cleaned
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert dict(picture.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp"} & picture.info.keys()


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    with Image.open(io.BytesIO(read(image("JPEG", size=(40, 20), exif=exif)).data)) as picture:
        assert picture.size == (20, 40)


def test_a_picture_of_monstrous_size_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadInput, match="pixels"):
        read(image("PNG", size=(9000, 6000), mode="1"))


@given(st.text(max_size=300))
def test_a_file_name_can_be_used_anywhere(name: str) -> None:
    found = uploads.safe_name(name, ".pdf")
    assert found.endswith(".pdf")
    assert len(found) <= uploads.MAX_NAME
    assert not set(found) & set('\\/:*?"<>|\r\n\t\u202e\x00')
    assert found.strip(" .") == found
    found.encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"), ("C:\\照片\\灯.jpeg", "灯.pdf"), ("photo.JPG", "photo.pdf"),
        ("", "file.pdf"),
        ("v1.2 定稿", "v1.2 定稿.pdf"), ("\u202egpj.exe", "gpj.exe.pdf"),
        ("...", "file.pdf"),
    ],
)  # fmt: skip
def test_a_file_name_keeps_what_can_be_kept(typed: str, kept: str) -> None:
    assert uploads.safe_name(typed, ".pdf") == kept


def report(town: Any, chain: str, *files: uploads.Upload) -> None:
    town.done(actions.report, chain=chain, by=town.by("committee"), text="进度", files=files)


def working(town: Any) -> str:
    chain: str = town.submit()
    town.resolve(chain)
    town.carry(chain)
    return chain


def test_a_file_is_kept_shown_and_handed_out_and_the_same_bytes_only_once(town: Any) -> None:
    chain = working(town)
    photo = read(image("PNG"), "灯.png")
    report(town, chain, photo)
    report(town, chain, photo)
    one, other = File.objects.all()
    assert one.seal != other.seal
    assert path_of(one.sha256).read_bytes() == photo.data
    found = reads.file(town.community, Viewer(), one.seal)
    assert found is not None
    assert (found.name, found.media_type, found.path) == ("灯.png", "image/png", path_of(one.sha256))
    page = reads.matter(town.community, Viewer(), 2026, 1)
    assert page is not None
    assert [file.title for file in page.events[0].files] == ["灯.png"]


def test_the_file_of_a_refused_act_is_not_kept(town: Any) -> None:
    chain = town.submit()
    photo = read(image("PNG"))
    assert (
        town.code(actions.finish, chain=chain, by=town.by("committee"), text="x", files=[photo]) == "not-yet"
    )
    assert not File.objects.exists()
    assert not path_of(photo.sha256).exists()


def test_an_erased_file_is_gone_from_the_folder_and_the_pages(
    town: Any, django_capture_on_commit_callbacks: Any
) -> None:
    chain = working(town)
    report(town, chain, read(b"%PDF-1.7 names", "名单.pdf"))
    account = community_actions.make_account("clerk", "a-long-password", actor=community_actions.TERMINAL)
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    file = File.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase(community=town.community, seal=file.seal, actor=account)
    assert not path_of(file.sha256).exists()
    assert reads.file(town.community, Viewer(), file.seal) is None
    page = reads.matter(town.community, Viewer(), 2026, 1)
    assert page is not None
    assert [one.erased for one in page.files] == [True]
    assert "名单" not in str(page)


def test_bytes_that_no_row_names_are_swept_after_a_day_and_no_others(town: Any) -> None:
    chain = working(town)
    report(town, chain, read(b"%PDF-1.7 named", "留.pdf"))
    named = path_of(File.objects.get().sha256)
    dead, young = path_of("ab" * 32), path_of("cd" * 32)
    half, other = dead.with_name(f"{'ab' * 32}.{'0' * 16}"), dead.with_name("说明.txt")
    now = community_actions.now().timestamp()
    for path in (dead, young, half, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes")
    for path in (named, dead, half, other):
        os.utime(path, (now - 90_000, now - 90_000))
    os.utime(young, (now - 80_000, now - 80_000))
    assert sorted(actions.strays()) == sorted([dead, half])
    assert (actions.sweep(), actions.sweep()) == (2, 0)
    assert [path.exists() for path in (named, young, other, dead, half)] == [True, True, True, False, False]


def test_bytes_that_an_act_takes_up_again_are_not_swept_and_come_back_where_they_were(
    town: Any, django_capture_on_commit_callbacks: Any
) -> None:
    chain = working(town)
    pdf = read(b"%PDF-1.7 once more", "再来.pdf")
    path = path_of(pdf.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(pdf.data)
    os.utime(path, (1, 1))
    assert actions.strays() == [path]
    with django_capture_on_commit_callbacks(execute=True):
        report(town, chain, pdf)
        assert actions.sweep() == 0
        path.unlink()
    assert path.read_bytes() == pdf.data


@pytest.mark.parametrize("seal", ["0" * 64, "", "\ufffd"])
def test_a_file_that_is_not_there_is_not_handed_out(town: Any, seal: str) -> None:
    assert reads.file(town.community, Viewer(), seal) is None


@pytest.mark.parametrize(("size", "text"), [(0, "1 KB"), (2048, "2 KB"), (1024 * 1024 * 5 // 2, "2.5 MB")])
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert uploads.size_text(size) == text
