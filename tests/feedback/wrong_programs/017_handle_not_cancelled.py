# cause: the name cancel is only mentioned, not called (missing parentheses)
# line: 11
# shows: prints "alarm" although it was meant to be called off
# meant: no alarm
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(0.2, print, "alarm")
    print("calling off the alarm")
    handle.cancel
    await asyncio.sleep(0.4)
    print("quiet night")

asyncio.run(main())
