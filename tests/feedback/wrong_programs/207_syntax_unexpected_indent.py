# cause: one line is indented more than its block
# line: 9
# shows: IndentationError: unexpected indent
# meant: print a and b
import asyncio

async def main():
    print("a")
      await asyncio.sleep(0.1)
    print("b")

asyncio.run(main())
