import asyncio
import concurrent.futures
import functools


def fail():
    raise KeyError("gone")


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, functools.partial(sorted, [3, 1, 2], reverse=True)))
        jobs = [loop.run_in_executor(pool, str, n) for n in range(6)]
        print(await asyncio.gather(*jobs))
        try:
            await loop.run_in_executor(None, fail)
        except KeyError as error:
            print("caught", error)


asyncio.run(main())
