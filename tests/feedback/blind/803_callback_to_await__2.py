# exercise: callback-to-await
# cause: failed puts the error in as the result with set_result, so await returns the error object instead of raising it
# line: 17
import asyncio


def fetch(download, url):
    """Start a download; return a future for the page."""
    page = asyncio.get_running_loop().create_future()

    def arrived(text):
        if not page.done():
            page.set_result(text)

    def failed(error):
        if not page.done():
            page.set_result(error)

    def ended(page):
        if page.cancelled():
            handle.cancel()

    handle = download(url, arrived, failed)
    page.add_done_callback(ended)
    return page


def download_in_a_second(url, on_page, on_error):
    """Stands for the library."""
    loop = asyncio.get_running_loop()
    if "://" in url:
        return loop.call_later(1, on_page, "The page at " + url)
    return loop.call_later(1, on_error, ValueError("no address: " + url))


async def main():
    print(await fetch(download_in_a_second, "http://one"))
    print(await fetch(download_in_a_second, "two"))


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()
