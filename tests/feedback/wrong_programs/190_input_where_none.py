# cause: the program asks for a number although nobody can answer (stdin is empty)
# line: 15
# shows: raises EOFError: EOF when reading a line
# meant: run three jobs
import asyncio

async def job(i):
    await asyncio.sleep(0.01)
    print("job", i)

async def main(n):
    for i in range(n):
        await job(i)

count = int(input("How many jobs? "))
asyncio.run(main(count))
