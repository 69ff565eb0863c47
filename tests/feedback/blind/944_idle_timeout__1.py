# exercise: idle-timeout
# cause: each sign of life adds idle seconds to the old limit in place of counting them from now, so the limit runs far ahead and silence is noticed much too late
# line: 14
import asyncio
import contextlib


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    async with asyncio.timeout(idle) as limit:

        def active():
            with contextlib.suppress(RuntimeError):  # it is over already
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
