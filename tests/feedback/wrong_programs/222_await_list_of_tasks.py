# cause: a list cannot be awaited; gather(*tasks) was meant
# line: 13
# shows: raises TypeError: object list can't be used in 'await' expression
# meant: wait for the three tasks
import asyncio

async def knock(door: int) -> str:
    await asyncio.sleep(0.05)
    return f"door {door} open"

async def main() -> None:
    tasks = [asyncio.create_task(knock(d)) for d in range(3)]
    answers = await tasks
    print(answers)

asyncio.run(main())
