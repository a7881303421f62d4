package nist;

/**
 * What a solver of least squares needs of a generated class. The classes of a file know nothing of each other, so method
 * references say what they have in common.
 *
 * @param parameters the live array of the class
 * @param model its output {@code y}
 * @param jacobian the partials of {@code y} by the parameters: a row for each point
 */
public record Fit(double[] parameters, Output model, Output jacobian) {

    /** A method of a generated class: inputs, lengths of open dims, and where the result goes. */
    public interface Output {
        void compute(double[] x, int points, double[] out);
    }
}
