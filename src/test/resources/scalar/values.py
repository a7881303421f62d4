"""Writes values.csv: values, first and second derivatives of every scalar function to 40 digits.

Needs mpmath. Derivatives are differences in several hundred digits, so that no formula is shared with the rows.
Run in this folder: python3 values.py
"""

import random

from mpmath import mp, mpf, mpc, floor, ceil, sign, nint
import mpmath as m

random.seed(20240229)
EDGES = [1e-300, 1e-20, 1e-9, 1e-3, 0.1, 0.3, 0.46875, 0.5, 0.7, 1.0, 1.3, 2.0, 2.5, 3.7, 5.0, 10.0, 20.0, 40.0, 100.0,
         700.0, 1e4, 1e10, 1e300]
LINE = sorted([-x for x in EDGES] + EDGES)
POSITIVE = EDGES
UNIT = [x for x in LINE if abs(x) < 1] + [1 - 2.0**-53, -1 + 2.0**-53, 0.99, -0.99]
NOT_WHOLE = [x for x in LINE if x != int(x)] + [0.49999999999999994, 1.5000000000000002, -2.4999999999999996]


def draw(low, high, count=16):
    return [random.uniform(low, high) for _ in range(count)]


def pairs(xs, ys, count):
    return [(random.choice(xs), random.choice(ys)) for _ in range(count)]


def real_pairs(low=-4, high=4, count=24):
    return [(random.uniform(low, high), random.uniform(low, high)) for _ in range(count)]


def whole_pairs(low=-50, high=50, count=24):
    return [(random.randint(low, high), random.choice([-7, -3, -1, 1, 2, 5, 12])) for _ in range(count)]


def truths(count):
    return [tuple((k >> i) & 1 for i in range(count)) for k in range(2**count)]


def log_gamma(x):
    return m.log(abs(m.gamma(x))) if x < 100 else m.re(m.loggamma(x))


def around_poles(x):
    return abs(m.pi * m.cot(m.pi * x))


ROWS = {}  # name: (function, operands, types); r = real, i = integer, b = boolean


def row(name, function, points, types=None):
    points = [p if isinstance(p, tuple) else (p,) for p in points]
    ROWS[name] = (function, points, types or "r" * len(points[0]))


def truth(value):
    return mpf(1 if value else 0)


WIDE = pairs(LINE, LINE, 24) + real_pairs()
row("add", lambda a, b: a + b, WIDE)
row("subtract", lambda a, b: a - b, WIDE)
row("multiply", lambda a, b: a * b, pairs(LINE[3:-3], LINE[3:-3], 24) + real_pairs())
row("divide", lambda a, b: a / b, pairs(LINE[3:-3], LINE[3:-3], 24) + real_pairs())
row("negate", lambda a: -a, LINE)
row("stop_gradient", lambda a: a, LINE)
COMPARED = WIDE + [(2.0, 2.0), (-1.5, -1.5)]
for name, relation in {
    "less": lambda a, b: a < b, "less_or_equal": lambda a, b: a <= b, "greater": lambda a, b: a > b,
    "greater_or_equal": lambda a, b: a >= b, "equal": lambda a, b: a == b, "not_equal": lambda a, b: a != b,
}.items():
    row(name, lambda a, b, relation=relation: truth(relation(a, b)), COMPARED)
row("and", lambda a, b: truth(a and b), truths(2), "bb")
row("or", lambda a, b: truth(a or b), truths(2), "bb")
row("not", lambda a: truth(not a), truths(1), "b")
row("choice", lambda c, a, b: a if c else b, [(k % 2, a, b) for k, (a, b) in enumerate(real_pairs())], "brr")
row("integer_choice", lambda c, a, b: a if c else b, [(k % 2, a, b) for k, (a, b) in enumerate(whole_pairs())], "bii")
row("integer_add", lambda a, b: a + b, whole_pairs(), "ii")
row("integer_subtract", lambda a, b: a - b, whole_pairs(), "ii")
row("integer_multiply", lambda a, b: a * b, whole_pairs(), "ii")
row("div", lambda a, b: floor(a / b), whole_pairs(), "ii")
row("mod", lambda a, b: a - b * floor(a / b), whole_pairs(), "ii")
EQUAL_TOO = whole_pairs() + [(3, 3), (-4, -4)]
row("integer_less", lambda a, b: truth(a < b), EQUAL_TOO, "ii")
row("integer_less_or_equal", lambda a, b: truth(a <= b), EQUAL_TOO, "ii")
row("integer_equal", lambda a, b: truth(a == b), EQUAL_TOO, "ii")
row("integer_not_equal", lambda a, b: truth(a != b), EQUAL_TOO, "ii")
row("to_real", lambda a: a, [-2147483648, -7, 0, 1, 12, 2147483647], "i")

row("power", lambda a, b: m.power(a, b),
    [(random.uniform(0.05, 8), random.uniform(-4, 4)) for _ in range(40)]
    + [(-2.0, 3.0), (-0.5, -2.0), (-3.0, 1.0), (1e-300, 0.5), (1e300, 1.0), (1e10, -20.0), (2.0, 0.5), (1e-5, 3.0)])
row("sqrt", m.sqrt, POSITIVE + draw(0.05, 8))
row("cbrt", lambda x: sign(x) * m.cbrt(abs(x)), LINE + draw(-8, 8))
row("exp", m.exp, LINE + draw(-4, 4) + [709.7, -744.0])
row("expm1", m.expm1, LINE + draw(-4, 4))
row("log", m.log, POSITIVE + draw(0.05, 8) + [1 - 2.0**-53, 1 + 2.0**-52])
row("log1p", m.log1p, [x for x in LINE if x > -1] + draw(-0.95, 8) + [-1 + 2.0**-53])
row("hypot", lambda a, b: m.sqrt(a * a + b * b),
    real_pairs(count=40) + [(3.0, 4.0), (1e300, 1e300), (1e-300, 2e-300), (1e10, 1.0), (-1e-9, 1e3)])
row("sin", m.sin, LINE + draw(-4, 4))
row("cos", m.cos, LINE + draw(-4, 4))
row("tan", m.tan, LINE + draw(-1.4, 1.4))
row("asin", m.asin, UNIT + draw(-0.95, 0.95))
row("acos", m.acos, UNIT + draw(-0.95, 0.95))
row("atan", m.atan, LINE + draw(-4, 4))
row("atan2", m.atan2, real_pairs(count=40) + [(1e-9, 1e3), (1e3, 1e-9), (1e100, 1e100), (-1e-100, 3e-100), (0.5, -1e10)])
row("sinh", m.sinh, LINE + draw(-4, 4))
row("cosh", m.cosh, LINE + draw(-4, 4))
row("tanh", m.tanh, LINE + draw(-4, 4))
row("asinh", m.asinh, LINE + draw(-4, 4) + [1e9, 1.0000001e9])
row("acosh", m.acosh, [x for x in POSITIVE if x > 1] + draw(1.05, 8) + [1 + 2.0**-52, 1 + 1e-9, 1e9, 1.0000001e9])
row("atanh", m.atanh, UNIT + draw(-0.95, 0.95))
row("abs", abs, LINE)
row("sign", sign, LINE)
row("floor", floor, NOT_WHOLE)
row("ceil", ceil, NOT_WHOLE)
row("round", nint, [x for x in NOT_WHOLE if x % 1 != 0.5])
APART = [(a, b) for a, b in WIDE if a != b]
row("min", min, APART)
row("max", max, APART)
row("erf", m.erf, LINE + draw(-4, 4) + [0.46875000000000006, 6.0])
row("erfc", m.erfc, [x for x in LINE if abs(x) < 1e5] + draw(-4, 4) + draw(0, 26) + [0.46875000000000006, 4.0, 4.000000000000001, 26.0])
NEGATIVE = [-0.1, -0.25, -0.4999, -0.5001, -0.9, -1.5, -2.4, -3.7, -20.3, -100.6, -1e-9, -1e-300]
GAMMA = POSITIVE + draw(0.05, 8) + draw(8, 200) + NEGATIVE + [1 + 1e-9, 2 - 1e-9, 1.35, 1.3499999999999999, 3.0, 8.0]
row("lgamma", log_gamma, GAMMA)
row("digamma", m.digamma, GAMMA + [1.4616321449683622, 1.4616321449683625, 9.999999])
row("polygamma", lambda n, x: m.polygamma(int(n), x),
    [(n, x) for n in (1, 2, 3, 6) for x in POSITIVE[3:-3] + draw(0.05, 8, 6) + [-0.25, -1.4, -7.7]], "ir")
row("sigmoid", lambda x: 1 / (1 + m.exp(-x)), LINE + draw(-4, 4) + [-740.0, 36.0, -36.0])
row("softplus", lambda x: m.log1p(m.exp(x)) if x < 300 else x + m.log1p(m.exp(-x)), LINE + draw(-4, 4) + [-740.0, 36.0, -36.0])
row("relu", lambda x: max(x, mpf(0)), LINE)
row("integer_min", min, EQUAL_TOO, "ii")
row("integer_max", max, EQUAL_TOO, "ii")

# Where a function has zeros that no double hits, its error is measured against this instead of its value.

def mixed(z):
    """SplitMix64's output function, in integers without a limit."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
    return z ^ (z >> 31)


def bits(seed, step, site, position):
    golden = 0x9E3779B97F4A7C15
    seed, step, site, position = (int(x) % 2**32 for x in (seed, step, site, position))
    start = mixed((seed * 2**32 + step + golden) % 2**64)
    return mixed((start + (site * 2**32 + position + 1) * golden) % 2**64)


def uniform(*place):
    return mpf(bits(*place) >> 40) / 2**24


def radius(seed, step, site, position):
    return m.sqrt(-2 * m.log((mpf(bits(seed, step, site, position) >> 11) + 1) / 2**53))


def normal(seed, step, site, position):
    return radius(seed, step, site, position) * m.cospi(
        2 * mpf(bits(seed, step, site + 1, position) >> 11) / 2**53)


PLACES = [(0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 1, 0, 0), (1, 0, 0, 0), (-1, 7, 3, 2**31 - 1),
          (2**31 - 1, 2**31 - 1, 40, 123456789), (-2**31, 100000, 2, -5)] + [(42, 3, 1, k) for k in range(12)]
row("random_uniform", uniform, PLACES, "iiii")
row("random_normal", normal, PLACES, "iiii")

SCALES = {
    "random_normal": lambda *place: 2 * m.pi * radius(*place),
    "lgamma": lambda x: max(1, abs(x * m.log(abs(x)))) if x < -0.5 else 0,
    "digamma": lambda x: max(1, m.log(abs(x)), around_poles(x)) if x < 0 else 0,
    "polygamma": lambda n, x: abs(m.factorial(n) * m.zeta(n + 1, m.ceil(-x) + x)) + abs(
        m.factorial(n) * m.zeta(n + 1, 1 - m.ceil(-x) - x)) if x < 0 else 0,
}


def step(x):
    return mpf(10) ** -40 * min(abs(x), 1) if x != 0 else mpf(10) ** -40


def shown(v):
    if isinstance(v, mpc) and abs(v.imag) > mpf(10) ** -30 * (abs(v.real) + mpf(10) ** -300):
        return "NaN"
    v = mpf(v.real if isinstance(v, mpc) else v)
    return "0" if abs(v) < mpf(10) ** -400 else m.nstr(v, 40, strip_zeros=True, min_fixed=-4, max_fixed=6)


def differences(function, point, types):
    reals = [k for k, t in enumerate(types) if t == "r"]

    def at(*moves):
        moved = list(point)
        for k, amount in moves:
            moved[k] += amount
        return function(*moved)

    first, second = [], []
    for k, t in enumerate(types):
        h = step(point[k])
        first.append(shown((at((k, h)) - at((k, -h))) / (2 * h)) if t == "r" else "-")
    for n, k in enumerate(reals):
        h = step(point[k])
        for l in reals[n:]:
            g = step(point[l])
            if k == l:
                second.append((at((k, h)) - 2 * function(*point) + at((k, -h))) / (h * h))
            else:
                second.append((at((k, h), (l, g)) - at((k, h), (l, -g)) - at((k, -h), (l, g)) + at((k, -h), (l, -g)))
                              / (4 * h * g))
    return first, [shown(v) for v in second]


def main():
    with open("values.csv", "w", encoding="utf-8", newline="\n") as out:
        out.write("# function;operands;value;scale of its error (0: the value);first derivatives;second derivatives\n")
        out.write("# Made by values.py with mpmath. 40 digits.\n")
        for name, (function, points, types) in ROWS.items():
            for point in points:
                mp.dps = 200
                largest = max(abs(x) for x in point)
                smallest = min([abs(x) for x in point if x != 0], default=1)
                if largest > 1e6 or smallest < 1e-12:
                    mp.dps = 1200
                exact = [mpf(x) for x in point]
                value = function(*exact)
                if not isinstance(value, mpc) and abs(value) > mpf("1.79e308"):
                    continue
                first, second = ([], [])
                if name not in FLAT_TYPES and "r" in types:
                    first, second = differences(function, exact, types)
                scale = SCALES[name](*exact) if name in SCALES else 0
                shown_point = ",".join(str(x) if isinstance(x, int) else repr(x) for x in point)
                out.write(";".join([name, shown_point, shown(value), m.nstr(mpf(scale), 6), ",".join(first), ",".join(second)]) + "\n")


FLAT_TYPES = {"stop_gradient"}  # the value's differences are not what flows

if __name__ == "__main__":
    main()
