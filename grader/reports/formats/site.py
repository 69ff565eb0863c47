"""``html``: a page for the class, and a page for each learner beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from grader.model import Learner
from grader.reports.class_page import render
from grader.reports.class_page_figures import Counting
from grader.reports.formats.common import Item, Options, Tally, file_stem, items
from grader.reports.gradebook import Gradebook
from grader.reports.learner_page import learner_page

INDEX: Final = "index.html"
LEARNERS: Final = "learners"

Page = tuple[str, str]
"""The path of a file within the folder of the report, and its text."""


def site(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[Page]:
    """All pages, in one reading. The learners' come first: the page of the class links to none that is not there."""
    counting = Counting(gradebook)
    for learner, works in _learners(gradebook, tally):
        counting.add(learner, works)
        page = learner_page(gradebook.course_title, learner, works, published=options.published)
        yield f"{LEARNERS}/{file_stem(learner.key)}.html", page
    yield INDEX, render(counting.figures(), LEARNERS)


def page_alone(gradebook: Gradebook, options: Options, tally: Tally) -> str:
    """The page of the class without links to the learners', or the page of the one learner."""
    counting = Counting(gradebook)
    for learner, works in _learners(gradebook, tally):
        if options.one_learner:
            return learner_page(gradebook.course_title, learner, works, published=options.published)
        counting.add(learner, works)
    return render(counting.figures(), "")


def _learners(gradebook: Gradebook, tally: Tally) -> Iterator[tuple[Learner, list[Item]]]:
    for learner, group in groupby(items(gradebook), key=lambda item: item.work.learner):
        tally.learners += 1
        works = list(group)
        for item in works:
            tally.seen(item.work)
        yield learner, works
