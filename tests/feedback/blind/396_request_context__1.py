# exercise: request-context
# cause: the reset is not in a finally, so after an error the request stays
# line: 16, 17
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    return f"[{request.get()}] {text}"


async def handle(number, work):
    token = request.set(number)
    result = await work()
    request.reset(token)
    return result


async def serve(requests):
    return await asyncio.gather(*[handle(number, work) for number, work in requests])
