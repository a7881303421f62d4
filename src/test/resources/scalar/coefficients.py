"""Prints the polynomials of lgamma, digamma and the float approximations: interpolation at Chebyshev points.

Needs mpmath. Lowest power first.
"""

from mpmath import mp, mpf, matrix, lu_solve, cos, pi, euler, exp, expm1, log, log1p, sqrt, tanh
from mpmath import digamma, findroot, loggamma, polygamma

mp.dps = 60
TINY = mpf("1e-15")


def polynomial(function, low, high, degree):
    points = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    powers = matrix(degree + 1, degree + 1)
    values = matrix(degree + 1, 1)
    for i, x in enumerate(points):
        values[i] = function(x)
        for j in range(degree + 1):
            powers[i, j] = x**j
    return [float(c) for c in lu_solve(powers, values)]


root = findroot(digamma, 1.46)


def digamma_over_zero(t):
    x = t + mpf("1.5")
    return digamma(x) / (x - root) if abs(x - root) > TINY else polygamma(1, root)


half = log(mpf(2)) / 2 * mpf("1.001")
print("lgamma(2 + t) / t", polynomial(lambda t: loggamma(2 + t) / t if abs(t) > TINY else 1 - euler, mpf("-0.65"), mpf(1), 22))
print("zero of digamma", float(root), float(root - mpf(float(root))))
print("digamma(1.5 + t) / (1.5 + t - zero)", polynomial(digamma_over_zero, mpf("-0.5"), mpf("0.5"), 20))
print("(exp(r) - 1 - r) / r^2", polynomial(lambda r: (expm1(r) - r) / r**2 if abs(r) > TINY else mpf("0.5"), -half, half, 4))
print("(log(1 + f) - f + f^2 / 2) / f^3", polynomial(
    lambda f: (log1p(f) - f + f * f / 2) / f**3 if abs(f) > TINY else mpf(1) / 3, sqrt(mpf("0.5")) - 1, sqrt(mpf(2)) - 1, 7))
print("(tanh(x) / x - 1) / x^2, s = x^2", polynomial(
    lambda s: (tanh(sqrt(s)) / sqrt(s) - 1) / s if s > TINY else -mpf(1) / 3, mpf(0), mpf("0.39063"), 4))
