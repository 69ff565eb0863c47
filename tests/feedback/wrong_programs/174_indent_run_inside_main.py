# cause: asyncio.run(main()) is indented into main, so it is never reached
# line: 11
# shows: prints nothing at all
# meant: print "started"
import asyncio

async def main():
    print("started")
    await asyncio.sleep(0.1)

    asyncio.run(main())
