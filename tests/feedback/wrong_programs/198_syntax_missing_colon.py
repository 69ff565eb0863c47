# cause: the colon at the end of the def line is missing
# line: 7
# shows: SyntaxError: expected ':'
# meant: print "hi"
import asyncio

async def main()
    print("hi")

asyncio.run(main())
