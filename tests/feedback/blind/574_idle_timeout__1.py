# exercise: idle-timeout
# cause: each sign of life adds idle seconds to the old limit, instead of setting the limit to idle seconds from now
# line: 11
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    async with asyncio.timeout(idle) as limit:
        def active():
            limit.reschedule(limit.when() + idle)

        return await talk(active)


async def chat(active):
    for pause in (1, 2, 2, 9):
        await asyncio.sleep(pause)
        active()
        print("hello?")
    return "goodbye"


async def try_it():
    try:
        print(await while_active(chat, 3))
    except TimeoutError:
        print("nobody is there any more")


if __name__ == "__main__":
    asyncio.run(try_it())
