"""Prints the numbers that GradTest expects of networks whose losses contain derivatives.

The inner derivatives are written out by hand; those for the parameters are numeric, in 60 digits.
"""
from mpmath import mp, mpf, tanh, sqrt, diff

mp.dps = 60


def gradient(loss, parameters):
    def moved(i):
        return lambda p: loss(parameters[:i] + [p] + parameters[i + 1:])
    return [diff(moved(i), parameters[i]) for i in range(len(parameters))]


def show(name, loss, parameters, rate):
    g = gradient(loss, parameters)
    print(name, mp.nstr(loss(parameters), 17))
    print("  gradient", ", ".join(mp.nstr(x, 17) for x in g))
    print("  after   ", ", ".join(mp.nstr(p - rate * x, 17) for p, x in zip(parameters, g)))


# f = tanh(x W + b) v with a penalty on |df/dx| away from 1; W [2, 3], b [3], v [3], row by row
X = [[mpf("0.5"), mpf("-1")], [mpf("0.25"), mpf("2")]]


def penalty(p):
    W, b, v = [p[0:3], p[3:6]], p[6:9], p[9:12]
    total = mpf(0)
    for x in X:
        h = [tanh(x[0] * W[0][j] + x[1] * W[1][j] + b[j]) for j in range(3)]
        slope = [sum(v[j] * (1 - h[j] ** 2) * W[i][j] for j in range(3)) for i in range(2)]
        total += sum(h[j] * v[j] for j in range(3)) / 2
        total += 10 * (sqrt(slope[0] ** 2 + slope[1] ** 2) - 1) ** 2 / 2
    return total


show("penalty", penalty, [mpf(k) / 10 for k in (3, -2, 5, 1, 4, -6, 2, -1, 0, 7, -3, 5)], mpf("0.01"))

# u = tanh(t w + b) v, and the residual of u'' = -u with u(0) = 0, u'(0) = 1; w [2], b [2], v [2]
T = [mpf("0.2"), mpf("0.9"), mpf("1.6")]


def oscillator(p):
    w, b, v = p[0:2], p[2:4], p[4:6]

    def u(t):
        return sum(v[j] * tanh(w[j] * t + b[j]) for j in range(2))

    def du(t):
        return sum(v[j] * w[j] * (1 - tanh(w[j] * t + b[j]) ** 2) for j in range(2))

    def ddu(t):
        return sum(-2 * v[j] * w[j] ** 2 * tanh(w[j] * t + b[j]) * (1 - tanh(w[j] * t + b[j]) ** 2) for j in range(2))

    return sum((ddu(t) + u(t)) ** 2 for t in T) / 3 + u(0) ** 2 + (du(0) - 1) ** 2


show("oscillator", oscillator, [mpf(k) / 10 for k in (8, -5, 1, 3, 9, -4)], mpf("0.01"))
