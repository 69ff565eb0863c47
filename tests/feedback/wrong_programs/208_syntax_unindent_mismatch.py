# cause: the indentation of a line matches no outer block
# line: 10
# shows: IndentationError: unindent does not match any outer indentation level
# meant: print three numbers
import asyncio

async def main():
    for i in range(3):
        print(i)
      await asyncio.sleep(0.1)

asyncio.run(main())
