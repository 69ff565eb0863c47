# exercise: idle-timeout
# cause: the conversation is looked at only every idle seconds, so silence after a sign of life is noticed only after up to twice that time
# line: 19
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    loop = asyncio.get_running_loop()
    last = loop.time()

    def active():
        nonlocal last
        last = loop.time()

    conversation = asyncio.create_task(talk(active))
    try:
        while True:
            done, _ = await asyncio.wait([conversation], timeout=idle)
            if done:
                return conversation.result()
            if loop.time() - last >= idle:
                raise TimeoutError
    finally:
        conversation.cancel()
        await asyncio.wait([conversation])


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
