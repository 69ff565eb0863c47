import asyncio

loop = asyncio.new_event_loop()
for number in range(3):
    loop.call_soon(lambda: print(number))
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
