# cause: fake_requests_get is an ordinary blocking function; async def around it does not make it asynchronous
# line: 14
# shows: takes 0.9 s instead of 0.3 s
# meant: get the three pages at the same time
import asyncio
import time

def fake_requests_get(url):
    """stands for requests.get(url)"""
    time.sleep(0.3)
    return f"<html>{url}</html>"

async def get_page(url):
    return fake_requests_get(url)

async def main():
    urls = ["one", "two", "three"]
    pages = await asyncio.gather(*[get_page(u) for u in urls])
    for p in pages:
        print(p)

start = time.perf_counter()
asyncio.run(main())
print("time:", round(time.perf_counter() - start, 1))
