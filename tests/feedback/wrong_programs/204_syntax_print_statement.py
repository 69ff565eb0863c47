# cause: print is written as in Python 2, without parentheses
# line: 9
# shows: SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
# meant: print "done"
import asyncio

async def main():
    await asyncio.sleep(0.1)
    print "done"

asyncio.run(main())
