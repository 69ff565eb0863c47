import asyncio
class BadNews(Exception):
    pass
async def main():
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(BadNews("rain"))
    print(type(await fut))
asyncio.run(main())
