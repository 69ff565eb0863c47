# exercise: thread-to-loop
# cause: get_running_loop is called in the library's thread, where no loop runs
# line: 9
import asyncio


def forward(subscribe, queue):
    def put(item):
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    subscribe(put)


def ask(answer, question, loop):
    future = asyncio.run_coroutine_threadsafe(answer(question), loop)
    return future.result()
