# cause: the coroutines are awaited one after the other instead of together
# line: 13, 14, 15
# shows: takes 1.5 s instead of 0.5 s
# meant: make the three toasts at the same time
import asyncio
import time

async def toast(n):
    await asyncio.sleep(0.5)
    print("toast", n)

async def breakfast():
    await toast(1)
    await toast(2)
    await toast(3)

start = time.perf_counter()
asyncio.run(breakfast())
print(f"{time.perf_counter() - start:.1f} s")
