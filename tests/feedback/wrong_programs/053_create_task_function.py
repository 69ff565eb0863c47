# cause: create_task gets the function instead of a coroutine (parentheses missing)
# line: 13
# shows: raises TypeError: a coroutine was expected, got <function blink ...>
# meant: blink twice
import asyncio

async def blink():
    for _ in range(2):
        print("*")
        await asyncio.sleep(0.1)

async def main():
    task = asyncio.create_task(blink)
    await task

asyncio.run(main())
