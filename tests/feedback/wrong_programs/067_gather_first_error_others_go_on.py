# cause: gather without return_exceptions raises at the first error; the finished results are not available
# line: 16
# shows: prints "no results: boom" and nothing of the two good jobs
# meant: see the good results also if one job fails
import asyncio

async def job(n):
    await asyncio.sleep(0.1)
    if n == 1:
        raise RuntimeError("boom")
    return n

async def main():
    results = []
    try:
        results = await asyncio.gather(job(0), job(1), job(2))
    except RuntimeError as e:
        print("no results:", e)
    for r in results:
        print("result", r)

asyncio.run(main())
