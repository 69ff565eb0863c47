# cause: a comma is missing between the arguments of gather
# line: 13, 14
# shows: SyntaxError: invalid syntax. Perhaps you forgot a comma?
# meant: run both
import asyncio

async def note(n):
    await asyncio.sleep(0.01)
    print("note", n)

async def main():
    await asyncio.gather(
        note("do")
        note("re"),
    )

asyncio.run(main())
