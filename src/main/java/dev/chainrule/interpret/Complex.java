package dev.chainrule.interpret;

/** A complex number whose imaginary part is far smaller than its real one: what functions do to it is exact in both. */
record Complex(double re, double im) {

    static final Complex ONE = new Complex(1, 0);

    Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    Complex negated() {
        return new Complex(-re, -im);
    }

    Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    /** By the larger part of the divisor, so that squares do not overflow (Smith, 1962). */
    Complex over(Complex other) {
        double ratio = other.im / other.re;
        double divisor = other.re + other.im * ratio;
        return new Complex((re + im * ratio) / divisor, (im - re * ratio) / divisor);
    }

    private double angle() {
        return Math.atan2(im, re);
    }

    Complex exp() {
        double length = Math.exp(re);
        return new Complex(length * Math.cos(im), length * Math.sin(im));
    }

    Complex log() {
        return new Complex(Math.log(Math.abs(re)), angle());
    }

    /** The n-th root of a number right of 0. */
    Complex root(int n) {
        double length = n == 2 ? Math.sqrt(re) : Math.cbrt(re);
        double turned = angle() / n;
        return new Complex(length * Math.cos(turned), length * Math.sin(turned));
    }
}
