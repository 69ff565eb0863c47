# cause: the learner's own function sleep hides the imported one and calls itself without end
# line: 8, 10
# shows: raises RecursionError: maximum recursion depth exceeded
# meant: sleep and say so
import asyncio
from asyncio import sleep

async def sleep(seconds):
    print("sleeping", seconds) if seconds == 0.1 else None
    await sleep(seconds + 0)

async def main():
    await sleep(0.1)
    print("awake")

try:
    asyncio.run(main())
except RecursionError as e:
    raise SystemExit("RecursionError: " + str(e)[:32])
