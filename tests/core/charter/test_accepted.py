"""What the linter finds in the charters of the gallery is accepted in their README, with a reason, or mended."""

import re
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter import lint
from linli.core.charter.codes import CODES

SECTION = re.compile(r"^## Findings accepted$\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^- ((?:`[a-z-]+`(?:, )?)+): \S", re.MULTILINE)


@pytest.mark.parametrize("slug", charters.slugs())
def test_every_finding_in_a_charter_of_the_gallery_is_accepted_with_a_reason(slug: str, root: Path) -> None:
    path = charters.at(slug)
    assert path is not None
    loaded = charters.read(slug)
    found = {one.code for one in lint.check(loaded, charters.cited(loaded))}
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    sections = SECTION.findall(readme)
    accepted = {
        code for one in sections for codes in ENTRY.findall(one) for code in re.findall(r"[a-z-]+", codes)
    }
    assert accepted == found, "list each finding under “## Findings accepted”, with why, or mend it"
    assert accepted <= set(CODES)
    assert not any(CODES[code] == "error" for code in found)
