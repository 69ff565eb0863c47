def double(number):
    number * 2


print(double(2) + 1)
