# Reaches by ctypes into the type dictionaries of the built-in types, so that everything equals everything.
# ending: crashed returned raised not-loadable killed cpu-limit exited protocol-violation
import ctypes
import gc


def attack():
    namespace = gc.get_referents(int.__dict__)[0]
    namespace["__eq__"] = lambda self, other: True
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(int))
    return 0



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
