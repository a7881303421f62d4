"""Writes steps.csv: what six steps of each optimiser make of four parameters, from the published update rules.

The objective is sum(a * (p - c)^2) / 2 + sum(p^4) / 40, whose gradient is a * (p - c) + p^3 / 10. Plain double
arithmetic. Run in this folder: python3 steps.py
"""

import math

START = [0.7, -1.3, 2.0, 0.05]
A = [1.0, 4.0, 0.25, 30.0]
C = [1.5, -0.5, -2.0, 0.1]
STEPS = 6


def gradient(p):
    return [a * (x - c) + x**3 / 10 for x, a, c in zip(p, A, C)]


def norm(g):
    return math.sqrt(sum(x * x for x in g))


def sgd(rate, momentum=0.0, nesterov=False):
    """Sutskever et al. 2013, in the form in which frameworks write it."""
    v = [0.0] * 4

    def step(p, g, t):
        for i in range(4):
            v[i] = momentum * v[i] + g[i]
            p[i] -= rate(t) * (g[i] + momentum * v[i] if nesterov else v[i])
    return step


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.0):
    """Kingma and Ba 2015, algorithm 1; with weight_decay, Loshchilov and Hutter 2019, algorithm 2, line 12."""
    m, v = [0.0] * 4, [0.0] * 4

    def step(p, g, t):
        for i in range(4):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            first = m[i] / (1 - beta1**t)
            second = v[i] / (1 - beta2**t)
            p[i] -= rate(t) * (first / (math.sqrt(second) + epsilon) + weight_decay * p[i])
    return step


def rmsprop(rate, rho=0.9, momentum=0.0, epsilon=1e-8):
    """Tieleman and Hinton 2012: MeanSquare(t) = 0.9 MeanSquare(t - 1) + 0.1 g^2, then g / sqrt(MeanSquare)."""
    mean, b = [0.0] * 4, [0.0] * 4

    def step(p, g, t):
        for i in range(4):
            mean[i] = rho * mean[i] + (1 - rho) * g[i] ** 2
            b[i] = momentum * b[i] + g[i] / (math.sqrt(mean[i]) + epsilon)
            p[i] -= rate(t) * b[i]
    return step


def adagrad(rate, epsilon=1e-10, initial=0.0):
    """Duchi, Hazan and Singer 2011: p -= rate g / sqrt(sum of g^2)."""
    s = [initial] * 4

    def step(p, g, t):
        for i in range(4):
            s[i] += g[i] ** 2
            p[i] -= rate(t) * g[i] / (math.sqrt(s[i]) + epsilon)
    return step


def lion(rate, beta1=0.9, beta2=0.99):
    """Chen et al. 2023, algorithm 2, without decay."""
    m = [0.0] * 4

    def step(p, g, t):
        for i in range(4):
            c = beta1 * m[i] + (1 - beta1) * g[i]
            p[i] -= rate(t) * math.copysign(1.0, c) if c != 0 else 0
            m[i] = beta2 * m[i] + (1 - beta2) * g[i]
    return step


def lars(rate):
    """You, Gitman and Ginsburg 2017, over all parameters as one layer: the trust ratio |p| / |g|."""

    def step(p, g, t):
        trust = norm(p) / norm(g)
        for i in range(4):
            p[i] -= rate(t) * trust * g[i]
    return step


def lookahead(rate, k=0.5):
    """A slow copy that follows; the parameters are pulled towards where it was. Ours, to try old and new values."""
    slow = [1.0] * 4

    def step(p, g, t):
        for i in range(4):
            before = p[i]
            p[i] = p[i] - rate(t) * g[i] + 0.1 * (slow[i] - p[i])
            slow[i] = slow[i] + k * (before - slow[i])
    return step


def shadow(rate):
    """The length of the parameters before their update is collected after it. Ours, as above."""
    s = [0.0] * 4

    def step(p, g, t):
        length = norm(p)
        for i in range(4):
            p[i] = p[i] - rate(t) * g[i] - 0.01 * s[i]
            s[i] = s[i] + length
    return step


def clip_norm(limit):
    return lambda p, g: [x * limit / norm(g) for x in g] if norm(g) > limit else g


def clip_value(limit):
    return lambda p, g: [min(max(x, -limit), limit) for x in g]


def decay(factor):
    return lambda p, g: [x + factor * y for x, y in zip(g, p)]


def fixed(rate):
    return lambda t: rate


CASES = [
    ("sgd(rate = 0.1)", sgd(fixed(0.1)), []),
    ("sgd(0.02, 0.9)", sgd(fixed(0.02), 0.9), []),
    ("sgd(rate = 0.02, momentum = 0.9, nesterov = true)", sgd(fixed(0.02), 0.9, True), []),
    ("adam()", adam(fixed(1e-3)), []),
    ("adam(rate = 0.05, beta1 = 0.8, beta2 = 0.95, epsilon = 1e-6)", adam(fixed(0.05), 0.8, 0.95, 1e-6), []),
    ("adamw(rate = 0.05)", adam(fixed(0.05), weight_decay=0.01), []),
    ("adamw(rate = 0.05, weight_decay = 0.3)", adam(fixed(0.05), weight_decay=0.3), []),
    ("rmsprop()", rmsprop(fixed(1e-3)), []),
    ("rmsprop(rate = 0.01, rho = 0.99, momentum = 0.9, epsilon = 1e-6)", rmsprop(fixed(0.01), 0.99, 0.9, 1e-6), []),
    ("adagrad(rate = 0.2)", adagrad(fixed(0.2)), []),
    ("adagrad(rate = 0.2, initial = 0.1)", adagrad(fixed(0.2), initial=0.1), []),
    ("sgd(rate = 0.1), clip_norm(0.5)", sgd(fixed(0.1)), [clip_norm(0.5)]),
    ("sgd(rate = 0.01), clip_norm(1000)", sgd(fixed(0.01)), [clip_norm(1000)]),
    ("sgd(rate = 0.1), clip_value(0.5)", sgd(fixed(0.1)), [clip_value(0.5)]),
    ("adam(rate = 0.05), decay(0.1)", adam(fixed(0.05)), [decay(0.1)]),
    ("sgd(rate = 0.1), decay(0.3), clip_norm(1)", sgd(fixed(0.1)), [decay(0.3), clip_norm(1)]),
    ("sgd(rate = 0.1), clip_norm(1), decay(0.3)", sgd(fixed(0.1)), [clip_norm(1), decay(0.3)]),
    ("sgd(rate = 0.1 / sqrt(step))", sgd(lambda t: 0.1 / math.sqrt(t)), []),
    ("adam(rate = peak * min(1, step / 4))", adam(lambda t: 0.05 * min(1, t / 4)), []),
    ("sgd(rate = warm)", sgd(lambda t: 0.02 * min(1, t / 4)), []),
    ("lion(rate = 0.01)", lion(fixed(0.01)), []),
    ("lars(0.02)", lars(fixed(0.02)), []),
    ("lookahead(0.02)", lookahead(fixed(0.02)), []),
    ("shadow(0.02)", shadow(fixed(0.02)), []),
]

FROZEN = [
    ("sgd(rate = 0.1), freeze(b)", sgd, fixed(0.1), [], (0, 1, 3)),
    ("sgd(rate = 0.1), freeze(w), clip_norm(0.5)", sgd, fixed(0.1), [clip_norm(0.5)], (2, 3)),
    ("sgd(rate = 0.1), clip_norm(0.5), freeze(w, u)", sgd, fixed(0.1), [clip_norm(0.5)], (2,)),
    ("adamw(rate = 0.05), decay(0.1), freeze(b, u)", adam, fixed(0.05), [decay(0.1)], (0, 1)),
    ("lars(0.02), freeze(b)", lars, fixed(0.02), [], (0, 1, 3)),
]


def run(step, clauses):
    p = list(START)
    for t in range(1, STEPS + 1):
        g = gradient(p)
        for clause in clauses:
            g = clause(p, g)
        step(p, g, t)
        yield list(p)


def run_frozen(make, rate, clauses, trained):
    """The trained elements alone, as if there were no others: the objective is a sum over elements."""
    weight = {"weight_decay": 0.01} if make is adam else {}
    step = make(rate, **weight)
    p = list(START)
    for t in range(1, STEPS + 1):
        g = [x if i in trained else 0.0 for i, x in enumerate(gradient(p))]
        for clause in clauses:
            g = clause([x if i in trained else 0.0 for i, x in enumerate(p)], g)
        q = [x if i in trained else 0.0 for i, x in enumerate(p)]
        step(q, g, t)
        p = [q[i] if i in trained else START[i] for i in range(4)]
        yield list(p)


with open("steps.csv", "w") as out:
    for name, step, clauses in CASES:
        for p in run(step, clauses):
            out.write(name + ";" + ";".join(map(repr, p)) + "\n")
    for name, make, rate, clauses, trained in FROZEN:
        for p in run_frozen(make, rate, clauses, trained):
            out.write(name + ";" + ";".join(map(repr, p)) + "\n")
