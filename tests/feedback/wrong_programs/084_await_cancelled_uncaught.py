# cause: awaiting a cancelled task raises CancelledError, which nobody catches
# line: 15
# shows: ends with a traceback CancelledError; "bye" is not printed
# meant: stop the music and say bye
import asyncio

async def music():
    while True:
        await asyncio.sleep(0.1)

async def main():
    player = asyncio.create_task(music())
    await asyncio.sleep(0.2)
    player.cancel()
    await player
    print("bye")

asyncio.run(main())
