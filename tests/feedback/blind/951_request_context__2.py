# exercise: request-context
# cause: the task that does the work is made before the number is set, and a task copies the values when it is made, so the work does not see its own number but that of before
# line: 29, 30
import asyncio
import contextvars
import contextlib

request = contextvars.ContextVar("request", default="-")


@contextlib.contextmanager
def numbered(number):
    """In this block, the request is this one."""
    before = request.set(number)
    try:
        yield
    finally:
        request.reset(before)


def tag(text):
    """The text, with the number of the current request in front."""
    return " ".join((f"[{request.get()}]", text))


async def handle(number, work):
    """Do the work of one request; return its result."""
    # The work gets a task of its own, so it cannot change our request.
    worker = asyncio.create_task(work())
    with numbered(number):
        return await worker


async def serve(requests):
    """Handle all these requests at the same time; the list of results."""
    handlers = []
    for number, work in requests:
        handlers.append(asyncio.ensure_future(handle(number, work)))
    return [await handler for handler in handlers]


async def main():
    async def look_up():
        print(tag("looks up the price"))
        await asyncio.sleep(1)
        print(tag("has the price"))

    await serve([(7, look_up), (8, look_up)])
    print(tag("done"))


if __name__ == "__main__":
    asyncio.run(main())
