# cause: the name list is used for a variable, so list(...) can no longer be called
# line: 7, 15
# shows: raises TypeError: 'list' object is not callable
# meant: print the results as a list
import asyncio

list = [3, 1, 2]

async def rank(n):
    await asyncio.sleep(n / 100)
    return n

async def main():
    answers = await asyncio.gather(*map(rank, list))
    print(list(reversed(answers)))

asyncio.run(main())
