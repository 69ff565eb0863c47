# exercise: idle-timeout
# cause: a loop with wait_for on an event watches the signs of life, but talk runs in a task of its own and is never cancelled when the silence was too long
# line: 14
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    alive = asyncio.Event()
    task = asyncio.create_task(talk(alive.set))
    task.add_done_callback(lambda _: alive.set())
    while not task.done():
        alive.clear()
        await asyncio.wait_for(alive.wait(), idle)
    return task.result()


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
