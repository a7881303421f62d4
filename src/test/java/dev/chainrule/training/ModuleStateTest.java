package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** State that belongs to modules: it is known by its path, and each application that a step makes updates it. */
class ModuleStateTest {

    /** Adds what it has seen so far, and takes in the mean of what it sees now. */
    private static final String MEMORY = """
            module Memory[n, d](x, part = 0.5) {
              state seen[d] = zeros();
              state times = 0;
              update seen = (1 - part) * seen + part * middle;
              update times = times + 1;
              middle = mean[n](x);
              return 2 * x + seen;
            }
            """;

    private static double[] state(Network network, String name) {
        return (double[]) network.call("state", name);
    }

    private static Network of(String text) {
        Network network = Network.of(text);
        network.call("initialize", 1L);
        return network;
    }

    @Test
    void itIsKnownAndSavedByItsPath() {
        Network network = of(MEMORY + """
                module Two[n, d](x) {
                  first = new Memory[n, d];
                  second = new Memory[n, d](part = 0.25);
                  return second(first(x));
                }
                network N {
                  dim n; dim two = 2;
                  input x[n, two];
                  param w[two] = ones();
                  both = new Two[n, two];
                  y = both(x);
                  loss = sum(w * y);
                  output first_seen = both.first.seen;
                  train loss with sgd(rate = 0);
                }
                """);
        network.call("step", new double[] {1, 2, 3, 6}, 2); // means 2 and 4; doubled, 4 and 8
        assertThat(state(network, "both.first.seen")).containsExactly(1, 2);
        assertThat(state(network, "both.second.seen")).containsExactly(1, 2);
        assertThat(new String(network.written(), StandardCharsets.UTF_8)).contains("\"both.first.seen\":{");
        double[] out = new double[2];
        network.call("first_seen", (Object) out);
        assertThat(out).containsExactly(1, 2);
        // the sum of y = 2 (2 x + seen) + seen, with both at [1, 2]: 4 * 12 + 2 * 3 * (1 + 2)
        assertThat(network.number("loss", new double[] {1, 2, 3, 6}, 2)).isEqualTo(66);
    }

    /** Each copy has its own state, as if they were written one after the other. */
    @Test
    void copiesHaveOneEach() {
        String body = """
                network N {
                  dim n; dim two = 2;
                  input x[n, two];
                  param w[two] = ones();
                  %s
                  loss = sum(w * y);
                  output offered = y;
                  train loss with sgd(rate = 0.5);
                }
                """;
        Network chain = of(MEMORY + body.formatted("m = new Memory[n, two] times 3; y = m(x);"));
        Network written = of(MEMORY + body.formatted("""
                a = new Memory[n, two]; b = new Memory[n, two]; c = new Memory[n, two];
                y = c(b(a(x)));
                """));
        double[] x = {1, 2, 3, 7};
        for (int step = 0; step < 3; step++) {
            assertThat(chain.number("step", x, 2)).isEqualTo(written.number("step", x, 2));
        }
        double[] stacked = state(chain, "m.seen");
        assertThat(stacked).hasSize(6);
        assertThat(Arrays.copyOfRange(stacked, 0, 2)).isEqualTo(state(written, "a.seen"));
        assertThat(Arrays.copyOfRange(stacked, 2, 4)).isEqualTo(state(written, "b.seen"));
        assertThat(Arrays.copyOfRange(stacked, 4, 6)).isEqualTo(state(written, "c.seen"));
        assertThat(state(chain, "m.times")).containsExactly(3, 3, 3);
        double[] offered = new double[4];
        double[] expected = new double[4];
        chain.call("offered", x, 2, offered);
        written.call("offered", x, 2, expected);
        assertThat(offered).containsExactly(expected, within(1e-12));
    }

    /** The second application updates what the first has made of the state; what they give reads the old one. */
    @Test
    void eachApplicationOfAnInstanceUpdatesIt() {
        Network network = of(MEMORY + """
                network N {
                  dim n; dim two = 2;
                  input x[n, two]; input z[n, two];
                  param w[two] = ones();
                  m = new Memory[n, two];
                  loss = sum(w * (m(x) + m(z)));
                  train loss with sgd(rate = 0);
                }
                """);
        network.call("step", new double[] {1, 2}, new double[] {4, 8}, 1);
        assertThat(state(network, "m.seen")).containsExactly(0.5 * 0.5 + 2, 0.5 * 1 + 4);
        assertThat(state(network, "m.times")).containsExactly(2);
    }

    /** A step computes nothing of it, and asks for no input of it. */
    @Test
    void anApplicationForAnOutputUpdatesNothing() {
        Network network = of(MEMORY + """
                network N {
                  dim n; dim two = 2;
                  input x[n, two]; input z[n, two];
                  param w[two] = ones();
                  m = new Memory[n, two];
                  loss = sum(w * m(x));
                  output other = m(z);
                  train loss with sgd(rate = 0);
                }
                """);
        network.call("step", new double[] {1, 2}, 1);
        assertThat(state(network, "m.times")).containsExactly(1);
        double[] out = new double[2];
        network.call("other", new double[] {4, 8}, 1, out);
        assertThat(out).containsExactly(8.5, 17);
        assertThat(state(network, "m.seen")).containsExactly(0.5, 1);
    }

    /** They read what the modules' updates have made. */
    @Test
    void theNetworksOwnUpdatesComeLast() {
        Network network = of(MEMORY + """
                network N {
                  dim n; dim two = 2;
                  input x[n, two];
                  param w[two] = ones();
                  state copy[two] = zeros();
                  m = new Memory[n, two];
                  loss = sum(w * m(x));
                  update copy = m.seen;
                  train loss with sgd(rate = 0);
                }
                """);
        network.call("step", new double[] {1, 2}, 1);
        assertThat(state(network, "copy")).containsExactly(0.5, 1);
    }

    /** Without steps nothing is updated, and the state is what was read. */
    @Test
    void aNetworkWithoutTrainingKeepsIt() {
        Network network = of(MEMORY + """
                network N {
                  dim n; dim two = 2;
                  input x[n, two];
                  m = new Memory[n, two];
                  output y = m(x);
                }
                """);
        state(network, "m.seen")[1] = 3;
        double[] out = new double[2];
        network.call("y", new double[] {1, 2}, 1, out);
        assertThat(out).containsExactly(2, 7);
    }

    /** In a recurrence: one mean for all times would not be said, so the module stands before it. */
    @Test
    void aModuleMayStandBesideARecurrence() {
        Network network = of(MEMORY + """
                network N {
                  dim time = 3; dim two = 2;
                  input x[time, two];
                  param w = ones();
                  m = new Memory[time, two];
                  seen = m(x);
                  h[t: time, j: two] = w * (h[t - 1, j] else 0) + seen[t, j];
                  loss = sum[j: two](h[2, j]);
                  train loss with sgd(rate = 0);
                }
                """);
        assertThat(network.number("step", new double[] {1, 2, 3, 4, 5, 6})).isEqualTo(42);
        assertThat(state(network, "m.seen")).containsExactly(1.5, 2);
    }

    /** What is drawn in one copy is not what is drawn in another. */
    @Test
    void copiesDrawNumbersOfTheirOwn() {
        Network network = of("""
                module Shaken[d](x) {
                  state last[d] = zeros();
                  e = noise[d]();
                  update last = e;
                  return x + e;
                }
                network N {
                  dim two = 2;
                  input x[two];
                  param w = ones();
                  m = new Shaken[two] times 3;
                  y = m(x);
                  loss = w * sum(y);
                  train loss with sgd(rate = 0);
                }
                """);
        double loss = network.number("step", (Object) new double[2]);
        double[] drawn = state(network, "m.last");
        assertThat(Arrays.stream(drawn).distinct()).hasSize(6);
        assertThat(loss).isCloseTo(Arrays.stream(drawn).sum(), within(1e-12));
    }
}
