import asyncio

first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
future = first.create_future()


async def wait():
    await future


try:
    second.run_until_complete(wait())
except RuntimeError as error:
    print("attached to a different loop" in str(error))
future.set_result(1)
print(first.run_until_complete(future))
first.close()
second.close()
print(first.is_closed(), second.is_closed(), second.is_running())
