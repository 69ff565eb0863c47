import asyncio
loop = asyncio.new_event_loop()
answer = loop.create_future()
def give():
    return "answer"
loop.call_soon(give)
loop.run_until_complete(answer)
