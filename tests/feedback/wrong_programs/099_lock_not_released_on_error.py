# cause: the exception skips release(), so the lock stays taken for ever
# line: 8, 12
# shows: prints "1 failed" and hangs for ever
# meant: let the second one have the lock after the first one failed
import asyncio

async def use_printer(lock, n):
    await lock.acquire()
    if n == 1:
        raise RuntimeError("paper jam")
    print(n, "prints")
    lock.release()

async def main():
    lock = asyncio.Lock()
    for n in (1, 2):
        try:
            await use_printer(lock, n)
        except RuntimeError:
            print(n, "failed")

asyncio.run(main())
