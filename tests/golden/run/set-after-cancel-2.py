import asyncio
async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    loop.call_later(3, answer.set_result, "late")
    try:
        await asyncio.wait_for(answer, 1)
    except asyncio.TimeoutError:
        print("no answer")
    await asyncio.sleep(5)
asyncio.run(main())
