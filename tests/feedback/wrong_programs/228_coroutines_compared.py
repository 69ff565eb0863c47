# cause: two coroutine calls are compared without await
# line: 12
# shows: prints "different" although both are 5, with never awaited warnings
# meant: print "equal"
import asyncio

async def score(team):
    await asyncio.sleep(0.01)
    return {"red": 5, "blue": 5}[team]

async def main():
    print("equal" if score("red") == score("blue") else "different")

asyncio.run(main())
