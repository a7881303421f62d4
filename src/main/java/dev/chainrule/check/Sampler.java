package dev.chainrule.check;

/** A way to compute the objective at points beside one. */
@FunctionalInterface
interface Sampler {
    Differences.Sample at(Point point);
}
