import asyncio
def value_or(future, default):
    try:
        if future.done():
            return future.result()
    except (OSError, Exception):
        pass
    return default
loop = asyncio.new_event_loop()
future = loop.create_future()
future.cancel()
print(value_or(future, "tea"))
loop.close()
