# cause: subprocess.run blocks the event loop; asyncio.create_subprocess_exec was meant
# line: 12
# shows: takes 1.2 s instead of 0.6 s
# meant: run both commands at the same time
import asyncio
import subprocess
import sys
import time

async def shell(name):
    code = "import time; time.sleep(0.6)"
    subprocess.run([sys.executable, "-S", "-c", code])
    print(name, "over")

async def main():
    start = time.time()
    await asyncio.gather(shell("left"), shell("right"))
    print("slow" if time.time() - start > 1.1 else "fast")

asyncio.run(main())
