# cause: the f before the string is missing
# line: 8
# shows: prints "{name} waits {seconds} s" literally
# meant: print "Bo waits 0.1 s"
import asyncio

async def wait(name, seconds):
    print("{name} waits {seconds} s")
    await asyncio.sleep(seconds)

asyncio.run(wait("Bo", 0.1))
