# cause: items are removed from the list while it is looped over, so every other one is skipped
# line: 14, 16
# shows: prints "handled a" and "handled c" only
# meant: handle all four
import asyncio

todo = ["a", "b", "c", "d"]

async def handle(x):
    await asyncio.sleep(0.01)
    print("handled", x)

async def main():
    for entry in todo:
        await handle(entry)
        todo.remove(entry)

asyncio.run(main())
