"""The addresses of a community's pages."""

from django.urls import path, register_converter

from linli.apps.matters.views import (
    acting,
    agenda,
    agreements,
    archive,
    beginning,
    corrected,
    correcting,
    desk,
    disclosures,
    door,
    entered,
    entering,
    files,
    handover,
    matter,
    minutes,
    new,
    notice,
    places,
    posted,
    publishing,
    record,
    sitting,
    sittings,
    square,
    together,
)

app_name = "matters"


class Year:
    """Four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class Number:
    """A number given out within a year."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(int(value))


class Seal:
    """Sixty-four hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Year, "year")
register_converter(Number, "number")
register_converter(Seal, "seal")

HERE = "c/<slug:slug>/"
ONE = f"{HERE}matters/<year:year>/<number:number>/"
NOTICE = f"{HERE}notices/<year:year>/<number:number>/"
SAT = f"{HERE}sittings/<year:year>/<number:number>/"

urlpatterns = [
    path(HERE, square.page, name="square"),
    path(f"{HERE}matters/new/", new.choose, name="new"),
    path(f"{HERE}matters/new/<slug:procedure>/", new.form, name="new-form"),
    path(f"{HERE}matters/new/<slug:procedure>/enter/", beginning.page, name="enter-new"),
    path(ONE, matter.page, name="matter"),
    path(f"{ONE}course/", matter.course, name="course"),
    path(f"{ONE}act/<slug:verb>/", acting.act, name="act"),
    path(f"{ONE}enter/", entering.page, name="enter"),
    path(f"{ONE}entered/<number:seq>/", entered.receipt, name="receipt"),
    path(f"{ONE}entered/<number:seq>/contest/", entered.contest, name="contest"),
    path(f"{ONE}entered/<number:seq>/answer/", entered.letter, name="answer"),
    path(f"{ONE}answer/", corrected.letter, name="correction-answer"),
    path(f"{ONE}again/", corrected.again, name="ask-again"),
    path(f"{ONE}told/", corrected.told, name="correction-told"),
    path(f"{ONE}notice/<number:seq>/", notice.page, name="notice"),
    path(f"{ONE}where/", places.where, name="where"),
    path(f"{HERE}map/", places.index, name="map"),
    path(f"{HERE}map/part/", places.part, name="map-part"),
    path(f"{HERE}map/buildings/<int:number>/", places.building, name="map-building"),
    path(f"{HERE}sittings/", sittings.page, name="sittings"),
    path(f"{HERE}sittings/new/", sittings.call, name="call"),
    path(SAT, sitting.page, name="sitting"),
    path(f"{SAT}minutes/", minutes.page, name="minutes"),
    path(f"{SAT}minutes/sign/", minutes.sign, name="sign-minutes"),
    path(f"{SAT}minutes/print/", minutes.printed, name="print-minutes"),
    path(f"{SAT}door/", door.sheet, name="door"),
    path(f"{SAT}door/find/", sitting.find, name="find-at-door"),
    path(f"{SAT}live/", door.live, name="live"),
    path(f"{SAT}tablet/<str:token>/", door.tablet, name="tablet"),
    path(f"{SAT}agenda/", agenda.page, name="agenda"),
    path(f"{SAT}act/<slug:verb>/", sitting.act, name="sitting-act"),
    path(f"{HERE}desk/", desk.page, name="desk"),
    path(f"{HERE}desk/handover/", handover.page, name="handover"),
    path(f"{HERE}desk/together/", together.page, name="together"),
    path(f"{HERE}entered/", entered.everything, name="entered"),
    path(f"{HERE}my-file/entered/", entered.own, name="own-entered"),
    path(f"{HERE}registers/residents/<number:number>/entered/", entered.person, name="person-entered"),
    path(f"{HERE}registers/residents/<number:number>/correct/", correcting.page, name="enter-correction"),
    path(f"{HERE}agreements/", agreements.page, name="agreements"),
    path(f"{HERE}disclosures/", disclosures.page, name="disclosures"),
    path(f"{HERE}disclosures/new/", publishing.page, name="publish"),
    path(f"{HERE}disclosures/sections/<slug:section>/", disclosures.section, name="section"),
    path(NOTICE, posted.page, name="posted"),
    path(f"{NOTICE}act/<slug:verb>/", posted.act, name="posted-act"),
    path(f"{NOTICE}sheet/", notice.sheet, name="sheet"),
    path(f"{NOTICE}sheet.pdf", notice.as_pdf, name="pdf"),
    path(f"{SAT}notice/", notice.meeting, name="sitting-notice"),
    path(f"{SAT}notice.pdf", notice.meeting_pdf, name="sitting-pdf"),
    path(f"{HERE}record/", record.page, name="record"),
    path(f"{HERE}record/archive/", archive.download, name="archive"),
    path(f"{HERE}files/<seal:seal>/", files.serve, name="file"),
]
