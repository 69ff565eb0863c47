import asyncio
def run(coro):
    runner = asyncio.new_event_loop()
    asyncio.set_event_loop(runner)
    return runner.run_until_complete(coro)
run(asyncio.sleep(1))
