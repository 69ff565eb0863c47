import asyncio


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def slow():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
            group.create_task(fail(ValueError("v")))
            group.create_task(fail(TypeError("t")))
    except* ValueError as caught:
        print("values", caught.exceptions)
    except* TypeError as caught:
        print("types", caught.exceptions)
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(OSError("unhandled")))


asyncio.run(main())
