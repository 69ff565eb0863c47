class Basket:
    things = {}

    def put(self, name, number):
        self.things.update({name: number})


first, second = Basket(), Basket()
first.put("apples", 2)
print(second.things)
