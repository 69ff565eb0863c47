# exercise: request-context
# cause: handle resets the context variable after work, but not in a finally, so when work raises or is cancelled the request stays set
# line: 20, 21, 22
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    """The text, with the number of the current request in front."""
    return f"[{request.get()}] {text}"


async def handle(number, work):
    """Do the work of one request; return its result."""
    token = request.set(number)
    # do the work, then put back what was there before

    result = await work()
    request.reset(token)
    return result


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
