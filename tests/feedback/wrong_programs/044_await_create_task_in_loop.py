# cause: each task is awaited right after it is made, so they run one by one
# line: 16
# shows: takes 0.8 s instead of 0.2 s
# meant: download the four at once
import asyncio
import time

async def download(url: str) -> int:
    await asyncio.sleep(0.2)   # pretend
    return len(url)

async def main() -> None:
    sizes = []
    for url in ["a", "bb", "ccc", "dddd"]:
        task = asyncio.create_task(download(url))
        sizes.append(await task)
    print(sizes)

t = time.monotonic()
asyncio.run(main())
print(round(time.monotonic() - t, 1), "seconds")
