# cause: = is used in a condition instead of ==
# line: 9
# shows: SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
# meant: print "two"
import asyncio

async def check(n):
    await asyncio.sleep(0)
    if n = 2:
        print("two")

asyncio.run(check(2))
