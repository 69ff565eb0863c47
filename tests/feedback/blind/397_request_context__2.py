# exercise: request-context
# cause: handle sets the default value afterwards instead of the value before, so nested requests lose theirs
# line: 19
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="-")


def tag(text):
    return "[%s] %s" % (request.get(), text)


async def handle(number, work):
    request.set(number)
    try:
        return await work()
    finally:
        request.set("-")


async def serve(requests):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(handle(number, work)) for number, work in requests]
    return [task.result() for task in tasks]
