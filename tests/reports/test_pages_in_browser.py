"""The pages in a real browser: what learners wrote stays text, and the table of learners does what it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, missing, open_browser
from class_builder import GeneratedClass
from hostile_class import ATTACKS, hostile_class

from grader.reports.class_page import class_page
from grader.reports.export import to_path
from grader.reports.formats.common import Options

pytestmark = pytest.mark.skipif(missing() is not None, reason=f"needs a browser: {missing()}")

SIZE = 150


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pages are."""

    hostile: Path
    ordinary: Path


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("pages")
    to_path(hostile_class(), "html", Options(), folder / "hostile")
    ordinary = folder / "class.html"
    ordinary.write_text(class_page(GeneratedClass(SIZE, 6, hostile=False)), encoding="utf-8")
    return Places(folder / "hostile", ordinary)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def table(browser: Browser, places: Places) -> Browser:
    """The page of a class of ordinary names, just opened."""
    browser.open(places.ordinary)
    return browser


def names(browser: Browser) -> list[str]:
    return browser.texts("#matrix tbody tr:not(.gap) th")


def column(browser: Browser, number: int) -> list[str]:
    script = """return [...document.querySelectorAll('#matrix tbody tr:not(.gap)')].map((tr) =>
        tr.cells[arguments[0]].firstChild.textContent)"""
    return list(browser.run(script, number))


def click(browser: Browser, selector: str) -> None:
    browser.run("document.querySelector(arguments[0]).click()", selector)


def search(browser: Browser, text: str) -> None:
    script = "const box = document.getElementById('search'); box.value = arguments[0];"
    browser.run(script + "box.dispatchEvent(new Event('input'))", text)


# ------------------------------------------------------------------------------------------------- hostile learners

FOREIGN = """
const ours = [...document.scripts].filter((one) => !one.closest('svg'));
const harmful = [...document.querySelectorAll('*')].filter((one) =>
    [...one.attributes].some((attribute) => attribute.name.startsWith('on'))
    || /^(IMG|IFRAME|OBJECT|EMBED|FOREIGNOBJECT|LINK|BASE|FORM)$/i.test(one.tagName)
    || /^javascript:/i.test(one.getAttribute('href') ?? ''));
return {owned: window.owned ?? null, scripts: document.scripts.length, ours: ours.length,
        harmful: harmful.map((one) => one.outerHTML.slice(0, 200)),
        requests: performance.getEntriesByType('resource').length};
"""


def no_harm(browser: Browser, scripts: int) -> None:
    found = browser.run(FOREIGN)
    assert found == {"owned": None, "scripts": scripts, "ours": scripts, "harmful": [], "requests": 0}
    # Not even the content security policy had anything to refuse.
    assert browser.problems() == []


def test_learners_cannot_put_markup_into_the_page_of_the_class(browser: Browser, places: Places) -> None:
    browser.open(places.hostile / "index.html")
    no_harm(browser, 2)
    assert browser.run("return document.title") == f"{ATTACKS[1]}: the class"
    assert len(names(browser)) == len(ATTACKS)
    assert any(ATTACKS[0] in name for name in names(browser))
    browser.run("document.querySelector('#matrix tbody td.c1').focus()")
    assert "points" in browser.text("#detail")
    no_harm(browser, 2)


def test_learners_cannot_put_markup_into_their_own_pages(browser: Browser, places: Places) -> None:
    pages = sorted((places.hostile / "learners").iterdir())
    assert len(pages) == len(ATTACKS)
    for page in pages:
        browser.open(page)
        browser.run("for (const part of document.querySelectorAll('details')) part.open = true")
        no_harm(browser, 0)
    assert browser.run("return document.querySelectorAll('svg.timeline').length") > 0


def test_the_policy_stops_what_an_escape_would_have_missed(browser: Browser, places: Places, tmp_path: Path) -> None:
    page = places.ordinary.read_text(encoding="utf-8")
    pierced = tmp_path / "pierced.html"
    inserted = "<script>window.owned=1</script><img src=x onerror=window.owned=1><body onload=window.owned=1>"
    pierced.write_text(page.replace("<main>", f"<main>{inserted}"), encoding="utf-8")
    browser.open(pierced)
    assert browser.run("return window.owned ?? null") is None
    assert any("Content Security Policy" in problem for problem in browser.problems())


def test_every_link_of_the_table_leads_to_a_page_that_is_there(browser: Browser, places: Places) -> None:
    browser.open(places.hostile / "index.html")
    links = browser.run("return [...document.querySelectorAll('#matrix a')].map((one) => one.href)")
    assert len(links) == len(ATTACKS)
    for link in links:
        assert Path(link.removeprefix("file://")).is_file()


# ------------------------------------------------------------------------------------------------ the table at work


def test_only_the_rows_in_sight_exist(table: Browser) -> None:
    assert table.text("#count") == f"{SIZE} learners"
    assert 10 < len(names(table)) < 60
    assert table.run("return document.querySelector('#matrix').getAttribute('aria-rowcount')") == str(SIZE + 1)
    first = names(table)[0]
    table.run("document.getElementById('grid').scrollTop = 1e6")
    table.settle()
    assert first not in names(table)
    last = "return [...document.querySelectorAll('#matrix tbody tr:not(.gap)')].at(-1).getAttribute('aria-rowindex')"
    assert table.run(last) == str(SIZE + 1)


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(table: Browser) -> None:
    assert names(table) == sorted(names(table))
    click(table, "th[data-key=total] button")
    totals = [float(value) for value in column(table, 2)]
    assert totals == sorted(totals, reverse=True)
    assert table.run("return document.querySelector('[data-key=total]').getAttribute('aria-sort')") == "descending"
    click(table, "th[data-key=total] button")
    totals = [float(value) for value in column(table, 2)]
    assert totals == sorted(totals)


def test_what_has_no_points_stays_at_the_end_whichever_way_it_is_sorted(table: Browser) -> None:
    for direction in ("", "-"):
        table.run("location.hash = arguments[0]", f"only=2&sort={direction}0")
        table.settle()
        values = column(table, 3)
        assert "?" in values
        without = [value in ("?", "\u2013") for value in values]
        assert without == sorted(without)


def test_search_finds_parts_of_names_ids_and_groups(table: Browser) -> None:
    search(table, "ADA fisch")
    assert set(names(table)) == {"Ada Fischer"}
    search(table, "group 2")
    assert table.text("#count") != f"{SIZE} learners"
    search(table, "s00007")
    assert table.text("#count") == f"1 of {SIZE} learners"
    search(table, "nobody is called so")
    assert names(table) == []
    table.press("Tab")


@pytest.mark.parametrize(
    ("choice", "sign"),
    [("2", "?"), ("3", "\u2013"), ("late", "L"), ("hand", "H"), ("tamper", "T"), ("stuck", "\u221e")],
)
def test_the_filter_shows_those_concerned(table: Browser, choice: str, sign: str) -> None:
    table.run(
        "const box = document.getElementById('only'); box.value = arguments[0]; box.dispatchEvent(new Event('change'))",
        choice,
    )
    rows = table.texts("#matrix tbody tr:not(.gap)")
    assert rows
    assert all(sign in row for row in rows)


def test_a_mistake_leads_to_those_who_made_it(table: Browser) -> None:
    count = int(table.text("#mistakes ~ details summary b"))
    click(table, "[data-only=m0]")
    assert table.text("#count") == f"{count} of {SIZE} learners"


def test_a_view_can_be_kept_as_an_address(browser: Browser, places: Places) -> None:
    browser.open(places.ordinary)
    search(browser, "fischer")
    click(browser, "th[data-key=total] button")
    fragment = str(browser.run("return location.hash"))
    before = names(browser)
    browser.open(places.ordinary, fragment)
    assert names(browser) == before
    assert browser.run("return document.getElementById('search').value") == "fischer"
    browser.open(places.ordinary, "#sort=nonsense&only=nonsense")
    assert browser.text("#count") == f"{SIZE} learners"


def place(browser: Browser) -> Any:
    script = """const cell = document.activeElement.closest('th, td');
        return cell && [Number(cell.parentElement.getAttribute('aria-rowindex')) - 2, cell.cellIndex]"""
    return browser.run(script)


def test_the_keyboard_walks_through_the_whole_table(table: Browser) -> None:
    table.run("document.querySelector('#matrix tbody [tabindex=\"0\"]').focus()")
    assert place(table) == [0, 0]
    table.press("Down", "Down", "Right", "Right", "Right")
    assert place(table) == [2, 3]
    assert table.text("#detail").startswith(names(table)[2])
    assert "Stop the event loop" in table.text("#detail")
    table.press("Control+End")
    assert place(table) == [SIZE - 1, 8]
    assert table.run("return document.activeElement.getBoundingClientRect().bottom <= innerHeight + 1000") is True
    table.press("Control+Home", "Up", "Left")
    assert place(table) == [0, 0]
    assert table.run("return document.querySelectorAll('#matrix tbody [tabindex=\"0\"]').length") == 1


def test_on_paper_every_row_is_there_and_what_was_folded_is_open(table: Browser) -> None:
    closed = "return document.querySelectorAll('details:not([open])').length"
    folded = table.run(closed)
    table.run("dispatchEvent(new Event('beforeprint'))")
    assert len(names(table)) == SIZE
    assert table.run(closed) < folded
    table.run("dispatchEvent(new Event('afterprint'))")
    assert len(names(table)) < 60
    assert table.run(closed) == folded


def test_the_smaller_tables_sort_where_they_stand(table: Browser) -> None:
    failed = "#checks ~ .long tbody td:nth-child(4)"
    click(table, "#checks ~ .long th:nth-child(4) button")
    values = [int(text) for text in table.texts(failed)]
    assert values == sorted(values)
    click(table, "#checks ~ .long th:nth-child(4) button")
    assert [int(text) for text in table.texts(failed)] == sorted(values, reverse=True)


def test_a_link_to_a_folded_mistake_unfolds_it(table: Browser) -> None:
    folded = "ol a[href^='#mistake-']:not([href='#mistake-0'])"
    click(table, folded)
    script = "return document.querySelector(document.querySelector(arguments[0]).getAttribute('href')).open"
    assert table.run(script, folded) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_both_schemes(browser: Browser, places: Places, scheme: str) -> None:
    browser.device(390, scheme)
    try:
        for page in (places.ordinary, next((places.hostile / "learners").iterdir())):
            browser.open(page)
            assert browser.run("return document.documentElement.scrollWidth") <= 390
            ground = browser.run("return getComputedStyle(document.body).backgroundColor")
            assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    finally:
        browser.desk()
