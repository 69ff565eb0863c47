import asyncio


async def produce(queue):
    for i in range(6):
        await queue.put(i)
        print("put", i)
    await queue.join()
    print("joined")


async def consume(queue):
    while True:
        item = await queue.get()
        print("got", item)
        queue.task_done()


async def main():
    queue = asyncio.Queue(2)
    consumer = asyncio.create_task(consume(queue))
    await produce(queue)
    consumer.cancel()
    ranked = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        ranked.put_nowait(item)
    print([ranked.get_nowait() for _ in range(3)])
    try:
        ranked.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
