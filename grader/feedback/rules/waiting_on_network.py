"""Only the network could wake the program, and nothing comes."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "waiting-on-network"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.WAITING_ON_NETWORK:
        return None
    waits = context.standstill.waits
    first = next((w for w in waits if w.primitive == "stream" and w.line is not None), None)
    first = first or next((w for w in waits if w.line is not None), None)
    stops = " ".join(
        f"{t[:1].upper()}{t[1:]} is stopped on line {w.line}."
        for w in waits[:4]
        if w.line is not None
        for t in [context.task(w.task)]
    )
    return context.say(
        SLUG,
        what=f"Your program waits for the network{context.when(context.standstill.time)}, and nothing more arrives.",
        where=context.place(first.line if first is not None else context.standstill.entry_line),
        why=f"{stops + ' ' if stops else ''}Sockets are open, but no side sends any more, and no timer is set that "
        "could end the wait.",
        ask="What does this side wait for: a whole line, a number of bytes, or the end of the stream? Does the "
        "other side send it?",
    )
