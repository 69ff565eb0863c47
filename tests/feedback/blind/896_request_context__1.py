# exercise: request-context
# cause: The task for work() is created before the variable is set; it has copied the old values already, so the work runs in the request before.
# line: 17, 18
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    """The text, with the number of the current request in front."""
    return f"[{request.get()}] {text}"


async def handle(number, work):
    """Do the work of one request; return its result."""
    task = asyncio.create_task(work())
    token = request.set(number)
    try:
        return await task
    finally:
        request.reset(token)


async def serve(requests):
    """Handle all these requests at the same time; the list of results."""
    return await asyncio.gather(*(handle(n, w) for n, w in requests))


async def main():
    async def look_up():
        print(tag("looks up the price"))
        await asyncio.sleep(1)
        print(tag("has the price"))

    await serve([(7, look_up), (8, look_up)])
    print(tag("done"))


if __name__ == "__main__":
    asyncio.run(main())
