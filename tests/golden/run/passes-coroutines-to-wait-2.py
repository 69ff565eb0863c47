import asyncio
async def one(n):
    return n
async def main():
    jobs = {one(n) for n in range(3)}
    done, pending = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
    print(len(done))
asyncio.run(main())
