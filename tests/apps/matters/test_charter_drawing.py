"""The drawings beside the articles of a charter."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "四议：程序图"), ("en", "four deliberations: how it goes")]
)
def test_a_procedure_is_drawn_beside_its_articles_and_leads_to_them(
    town: Any, language: str, said: str
) -> None:
    page = (
        Client(headers={"accept-language": language})
        .get(f"/c/{town.community.slug}/charter/")
        .content.decode()
    )
    assert f"{said}</title>" in page
    assert 'href="#procedures.four-deliberations.stages.consult"' in page
    assert 'id="procedures.four-deliberations.stages.consult"' in page


def test_the_organs_are_drawn_too_and_every_drawing_has_names_of_its_own(town: Any) -> None:
    page = Client().get(f"/c/{town.community.slug}/charter/").content.decode()
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="diagram"') == 3
    assert page.count('id="draw-standard-standard-correction-title"') == 1
    assert page.count('id="draw-beilin-organs-title"') == 1
    assert page.count('id="draw-beilin-four-deliberations-title"') == 1


def test_the_file_is_shown_without_drawings(town: Any) -> None:
    page = Client().get(f"/c/{town.community.slug}/charter/file/").content.decode()
    assert 'class="diagram"' not in page
