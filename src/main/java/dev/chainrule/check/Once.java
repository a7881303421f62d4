package dev.chainrule.check;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that takes long to find, and is found when it is first asked for. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private Optional<T> found = Optional.empty();

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        if (found.isEmpty()) {
            found = Optional.of(source.get());
        }
        return found.get();
    }
}
