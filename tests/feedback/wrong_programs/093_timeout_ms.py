# cause: the time-out is in seconds; 200 was meant as milliseconds
# line: 13
# shows: prints "finished" after 1 s instead of "timed out" after 0.2 s
# meant: time out after 200 ms
import asyncio

async def slow_query() -> str:
    await asyncio.sleep(1)
    return "finished"

async def main() -> None:
    try:
        print(await asyncio.wait_for(slow_query(), timeout=200))
    except asyncio.TimeoutError:
        print("timed out")

asyncio.run(main())
