# cause: the result of gather is not awaited
# line: 12
# shows: prints "all finished" at once and no "did ..." line; the children are cancelled ("_GatheringFuture exception was never retrieved" is logged)
# meant: finish both chores, then print "all finished"
import asyncio

async def chore(name):
    await asyncio.sleep(0.1)
    print("did", name)

async def main():
    asyncio.gather(chore("dishes"), chore("laundry"))
    print("all finished")

asyncio.run(main())
