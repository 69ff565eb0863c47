import asyncio
import unittest


class Tests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.event = asyncio.Event()

    async def test_passes(self):
        asyncio.get_running_loop().call_soon(self.event.set)
        await self.event.wait()

    async def test_fails(self):
        await asyncio.sleep(0)
        self.assertEqual(1, 2)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Tests).run(result)
print(result.testsRun, len(result.failures), len(result.errors))
