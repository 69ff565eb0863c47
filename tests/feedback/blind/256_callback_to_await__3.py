# exercise: callback-to-await
# cause: the error is raised in the callback instead of being put into the future
# line: 16
import asyncio


def fetch(download, url):
    fut = asyncio.get_running_loop().create_future()

    def ok(text):
        if not fut.done():
            fut.set_result(text)

    def bad(error):
        if not fut.done():
            raise error

    def over(f):
        if f.cancelled():
            handle.cancel()

    handle = download(url, ok, bad)
    fut.add_done_callback(over)
    return fut
