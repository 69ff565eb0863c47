# exercise: request-context
# cause: at the end the request is set to "-" in place of being reset to what it was, so after an inner request the outer one has lost its number
# line: 21
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
    return await asyncio.gather(*[handle(number, work) for number, work in requests])


async def main():
    async def look_up():
        print(tag("looks up the price"))
        await asyncio.sleep(1)
        print(tag("has the price"))

    await serve([(7, look_up), (8, look_up)])
    print(tag("done"))


if __name__ == "__main__":
    asyncio.run(main())
