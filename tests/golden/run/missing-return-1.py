def double(number):
    result = number * 2


print(double(2))
