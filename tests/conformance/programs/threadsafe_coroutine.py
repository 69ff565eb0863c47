import asyncio
import threading


async def double(x):
    await asyncio.sleep(0)
    if x > 2:
        raise ValueError(x)
    return 2 * x


def ask(loop, answers):
    for x in (1, 2, 3):
        try:
            answers.append(asyncio.run_coroutine_threadsafe(double(x), loop).result())
        except ValueError as error:
            answers.append(repr(error))
    loop.call_soon_threadsafe(loop.stop)


loop = asyncio.new_event_loop()
answers = []
thread = threading.Thread(target=ask, args=(loop, answers))
loop.call_soon(thread.start)
loop.run_forever()
thread.join()
loop.close()
print(answers)
