# cause: get_running_loop() is called at module level where no loop runs
# line: 7
# shows: raises RuntimeError: no running event loop
# meant: get a loop and schedule a hello
import asyncio

loop = asyncio.get_running_loop()
loop.call_soon(print, "hello")
loop.call_soon(loop.stop)
loop.run_forever()
