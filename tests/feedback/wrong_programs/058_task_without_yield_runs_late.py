# cause: main never awaits between create_task and the blocking loop, so the task starts only at the end
# line: 16
# shows: prints "done 0" "done 1" "done 2" before "spinner"; the spinner is cancelled after its first turn
# meant: the spinner turns while the work is done
import asyncio
import time

async def spinner():
    while True:
        print("spinner")
        await asyncio.sleep(0.1)

async def main():
    spin = asyncio.create_task(spinner())
    for i in range(3):
        time.sleep(0.2)
        print("done", i)
    await asyncio.sleep(0.05)
    spin.cancel()

asyncio.run(main())
