# exercise: thread-to-loop
# cause: get_running_loop is called in the callback, that is in the thread of the library, where no loop runs, so it raises a RuntimeError and no item arrives
# line: 12
import asyncio
import threading
import time


def forward(subscribe, queue):
    """Each item that the library reports goes into the queue."""
    def arrived(item):
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    subscribe(arrived)


def ask(answer, question, loop):
    """In another thread: the result of answer(question), run on the loop."""
    future = asyncio.run_coroutine_threadsafe(answer(question), loop)
    return future.result()


async def length(word):
    await asyncio.sleep(0.2)
    return len(word)


async def main():
    def subscribe(callback):
        def report():
            for word in ("red", "green", "blue"):
                time.sleep(0.5)
                callback(word)

        threading.Thread(target=report).start()

    queue = asyncio.Queue()
    forward(subscribe, queue)
    loop = asyncio.get_running_loop()
    for _ in range(3):
        word = await queue.get()
        print(word, await asyncio.to_thread(ask, length, word, loop))


if __name__ == "__main__":
    asyncio.run(main())
