package example.networks;

/** What somebody has written, which counts. */
final class Sizes {

    private Sizes() {}

    static int hidden() {
        return Small.HIDDEN;
    }
}
