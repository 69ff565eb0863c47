"""``html``: a page for the class, and a page for each learner beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from grader.reports.class_page import class_page
from grader.reports.formats.common import Options, Tally, file_stem, items
from grader.reports.gradebook import Gradebook
from grader.reports.learner_page import learner_page

INDEX: Final = "index.html"
LEARNERS: Final = "learners"

Page = tuple[str, str]
"""The path of a file within the folder of the report, and its text."""


def site(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[Page]:
    """All pages, the learners' first: the page of the class never links to one that is not there."""
    for stem, page in learner_pages(gradebook, options, tally):
        yield f"{LEARNERS}/{stem}.html", page
    yield INDEX, class_page(gradebook, folder=LEARNERS)


def learner_pages(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[Page]:
    """The page of each learner, named without its ending."""
    for learner, group in groupby(items(gradebook), key=lambda item: item.work.learner):
        tally.learners += 1
        works = list(group)
        for item in works:
            tally.seen(item.work)
        yield file_stem(learner.key), learner_page(gradebook.course_title, learner, works, published=options.published)


def class_page_alone(gradebook: Gradebook, tally: Tally) -> str:
    """The page of the class without links to the learners'."""
    for _, group in groupby(gradebook.works(), key=lambda work: work.learner):
        tally.learners += 1
        for work in group:
            tally.seen(work)
    return class_page(gradebook)
