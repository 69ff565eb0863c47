# exercise: idle-timeout
# cause: The nonlocal declaration is missing in active, so it only sets a local variable and the time always counts from the beginning.
# line: 12, 13
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    loop = asyncio.get_running_loop()
    last = loop.time()

    def active():
        last = loop.time()

    task = asyncio.create_task(talk(active))
    try:
        while not task.done():
            left = last + idle - loop.time()
            if left <= 0:
                task.cancel()
                await asyncio.wait([task])
                raise TimeoutError
            await asyncio.wait([task], timeout=left)
        return task.result()
    finally:
        task.cancel()


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
