"""What a course's grading keeps: one SQLite file in the output folder, from which everything else can be made.

``database`` opens it, ``schema`` says what is in it; the other modules each do one kind of thing with it: ``taking``
(what was handed in), ``results``, ``people`` (finding and forgetting learners), ``decisions`` (scores set by hand) and
``changes`` (what a changed exercise or grader would change).
"""

from __future__ import annotations

from grader.course.store.database import Database, alone_in, open_database

__all__ = ["Database", "alone_in", "open_database"]
