# exercise: thread-to-loop
# cause: queue.put is a coroutine function, call_soon_threadsafe makes a coroutine that nobody awaits
# line: 11
import asyncio


def forward(subscribe, queue):
    loop = asyncio.get_running_loop()

    def put(item):
        loop.call_soon_threadsafe(queue.put, item)

    subscribe(put)


def ask(answer, question, loop):
    future = asyncio.run_coroutine_threadsafe(answer(question), loop)
    return future.result()
