# cause: is_open is not awaited; a coroutine object is always true
# line: 12
# shows: prints "come in" although the shop is closed, plus a never awaited warning
# meant: print "closed, sorry"
import asyncio

async def is_open(hour):
    await asyncio.sleep(0)
    return 9 <= hour < 18

async def visit(hour):
    if is_open(hour):
        print("come in")
    else:
        print("closed, sorry")

asyncio.run(visit(22))
