# exercise: idle-timeout
# cause: active is a coroutine function, but talk calls it as a plain function, so its body never runs and the limit is never moved.
# line: 11
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    loop = asyncio.get_running_loop()

    async def active():
        limit.reschedule(loop.time() + idle)

    async with asyncio.timeout(idle) as limit:
        result = await talk(active)
    return result


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
