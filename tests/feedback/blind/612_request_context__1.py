# exercise: request-context
# cause: serve awaits one request after the other, so they are not handled at the same time.
# line: 28
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    """The text, with the number of the current request in front."""
    return f"[{request.get()}] {text}"


async def handle(number, work):
    """Do the work of one request; return its result."""
    token = request.set(number)
    try:
        return await work()
    finally:
        request.reset(token)


async def serve(requests):
    """Handle all these requests at the same time; the list of results."""
    results = []
    for number, work in requests:
        results.append(await handle(number, work))
    return results


async def main():
    async def look_up():
        print(tag("looks up the price"))
        await asyncio.sleep(1)
        print(tag("has the price"))

    await serve([(7, look_up), (8, look_up)])
    print(tag("done"))


if __name__ == "__main__":
    asyncio.run(main())
