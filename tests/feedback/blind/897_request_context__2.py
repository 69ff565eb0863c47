# exercise: request-context
# cause: At its end handle sets the request to "-" instead of putting back the one before, so an outer request loses its number.
# line: 17, 21
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    """The text, with the number of the current request in front."""
    return f"[{request.get()}] {text}"


async def handle(number, work):
    """Do the work of one request; return its result."""
    request.set(number)
    try:
        return await work()
    finally:
        request.set("-")


async def serve(requests):
    """Handle all these requests at the same time; the list of results."""
    tasks = [asyncio.create_task(handle(number, work)) for number, work in requests]
    return [await task for task in tasks]


async def main():
    async def look_up():
        print(tag("looks up the price"))
        await asyncio.sleep(1)
        print(tag("has the price"))

    await serve([(7, look_up), (8, look_up)])
    print(tag("done"))


if __name__ == "__main__":
    asyncio.run(main())
