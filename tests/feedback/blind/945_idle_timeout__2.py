# exercise: idle-timeout
# cause: active has no nonlocal, so it sets a variable of its own and the watcher never learns of a sign of life: an active conversation is cut off after idle seconds
# line: 12, 13
import asyncio


async def while_active(talk, idle):
    """Run the conversation until its end, or until it is idle for too long."""
    clock = asyncio.get_running_loop().time
    heard = clock()

    def active():
        heard = clock()

    async def hang_up():
        """Cancel the conversation and wait until it is over."""
        conversation.cancel()
        await asyncio.wait({conversation})

    conversation = asyncio.create_task(talk(active))
    try:
        while not conversation.done():
            before = heard
            silence_ends = before + idle
            await asyncio.wait({conversation}, timeout=silence_ends - clock())
            # Has anybody said something in the meantime?
            if heard == before and not conversation.done():
                await hang_up()
                raise TimeoutError
        return conversation.result()
    finally:
        if not conversation.done():
            await hang_up()


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
