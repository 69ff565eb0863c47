import asyncio
import contextvars

count = contextvars.ContextVar("count", default=0)


async def step():
    count.set(count.get() + 1)
    return count.get()


with asyncio.Runner() as runner:
    print(runner.run(step()), runner.run(step()))
    loop = runner.get_loop()
print(loop.is_closed())
with asyncio.Runner(loop_factory=asyncio.new_event_loop, debug=False) as runner:
    print(runner.run(step()))
for wrong in (lambda: asyncio.run(step), lambda: runner.run(asyncio.sleep(0))):
    try:
        wrong()
    except (ValueError, TypeError, RuntimeError) as error:
        print(type(error).__name__)
