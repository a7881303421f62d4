package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.equation.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A buffer takes the array of another whose life does not touch its own, and never one that is still read. */
class SharedArraysTest {

    private static final Map<String, Integer> LENGTHS =
            Map.of("batch", 4, "m", 4, "flowers", 2, "rows", 5); // all others are 3

    /** {@code tensor} to the tensor whose array it uses, in alphabetical order. */
    private static String shared(List<EntrySchedule> entries) {
        Map<String, String> hosts = new TreeMap<>();
        for (EntrySchedule entry : entries) {
            entry.storage()
                    .forEach((tensor, storage) -> storage.array()
                            .ifPresent(array ->
                                    hosts.put(tensor.name(), array.tensor().name())));
        }
        return hosts.entrySet().stream()
                .map(each -> each.getKey() + " in " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void assertSound(Schedule schedule, Map<String, Integer> lengths) {
        for (EntrySchedule entry : schedule.entries()) {
            assertThat(MemoryTrace.of(entry, lengths).mistakes())
                    .as(entry.entry().name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DigitsMlp          | dlogits in logits, expOfLogits in expOfLogits",
                "IrisSoftmax        | dlogits in logits, expOfLogits in expOfLogits",
                "LectureNet         | dz in z",
                "LogisticRegression | ''",
            })
    void samples(String sample, String expected) throws IOException {
        Schedule schedule = Schedules.of(Files.readString(Path.of("generated-samples/models/" + sample + ".nn")));
        assertThat(shared(schedule.entries())).isEqualTo(expected);
        assertSound(schedule, LENGTHS);
    }

    /** Recurrences and modules: what a step of time has stored, later ones read. */
    @ParameterizedTest
    @ValueSource(strings = {"recurrences", "modules"})
    void programs(String file) throws IOException {
        List<Schedule> schedules =
                Schedules.all(Files.readString(Path.of("src/test/resources/programs/" + file + ".nn")));
        assertThat(schedules).isNotEmpty().allSatisfy(schedule -> assertSound(schedule, LENGTHS));
    }

    /** Adjoints of a deep network come and go; its activations stay until the way back has come to them. */
    @Test
    void aDeepNetworkNeedsNoArrayForEachAdjoint() {
        Schedule schedule = Schedules.of("""
                network Deep {
                  dim batch; dim d = 4;
                  input x[batch, d];
                  param W1[d, d] = glorot_uniform(); param W2[d, d] = glorot_uniform(); param W3[d, d] = glorot_uniform();
                  param W4[d, d] = glorot_uniform(); param W5[d, d] = glorot_uniform();
                  h1 = tanh(x @ W1); h2 = tanh(h1 @ W2); h3 = tanh(h2 @ W3); h4 = tanh(h3 @ W4); h5 = tanh(h4 @ W5);
                  loss = sum(h5^2);
                }
                """);
        Map<Tensor, Storage> storage = schedule.entries().get(1).storage();
        assertThat(storage.values().stream().filter(each -> each.kind() == Storage.Kind.BUFFER))
                .hasSize(10);
        assertThat(storage.values().stream()
                        .filter(each -> each.kind() == Storage.Kind.BUFFER
                                && each.array().isEmpty()))
                .hasSize(6);
        assertSound(schedule, LENGTHS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the same element is read, and for the last time: in place
                "sin(a[i, j]) * s                                | b in a",
                "cos(a[i, j]) * a[i, j] + x[j, i] * s            | b in a",
                // another element is read as well: not in place
                "log(a[j, i]) * s                                | ''",
                "sin(a[i, j] * a[i, i]) * s                      | ''",
                // the row is read as a whole before its first element is overwritten
                "sin(a[i, j]) * sum[k: n](a[i, k]) * s           | b in a",
            })
    void inPlace(String b, String expected) {
        EntrySchedule value = Schedules.value("""
                function F[n](x[n, n]) {
                  a[i: n, j: n] = exp(x[i, j]) * cos(x[j, i]);
                  s = sum[i: n, j: n](a[i, j] * cosh(a[j, i]));
                  b[i: n, j: n] = %s;
                  return sum[i: n, j: n](b[i, j] * sin(b[j, i]));
                }
                """.formatted(b));
        assertThat(shared(List.of(value))).isEqualTo(expected);
        assertThat(MemoryTrace.of(value, LENGTHS).mistakes()).isEmpty();
    }

    /** Programs that read each other's elements in all sorts of places. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noProgramReadsWhatAnotherTensorHasOverwritten(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int reads = 0;
        int borrowed = 0;
        for (int program = 0; program < 15; program++) {
            String text = RandomSystems.of(random);
            Schedule schedule = Schedules.of(text);
            for (EntrySchedule entry : schedule.entries()) {
                MemoryTrace.Result result = MemoryTrace.of(entry, LENGTHS);
                assertThat(result.mistakes()).as(text).isEmpty();
                reads += result.reads();
                borrowed += (int) entry.storage().values().stream()
                        .filter(storage -> storage.array().isPresent())
                        .count();
            }
        }
        assertThat(reads).isGreaterThan(1_000);
        assertThat(borrowed).isGreaterThan(20);
    }

    /** The trace itself: where two buffers that live together are put into one array, it says so. */
    @Test
    void theTraceFindsWhatIsOverwritten() {
        EntrySchedule sound = Schedules.gradient("""
                function F[n](x[n, n]) {
                  a[i: n, j: n] = exp(x[i, j]) * cos(x[j, i]);
                  b[i: n, j: n] = exp(x[j, i]) * sin(x[i, j]);
                  return sum[i: n, j: n](a[i, j] * b[j, i]) * sum[i: n, j: n](a[j, i] * b[i, j]^2);
                }
                """);
        Map<Tensor, Storage> storage = new LinkedHashMap<>();
        Map<List<Integer>, Buffer> first = new HashMap<>();
        sound.storage().forEach((tensor, own) -> {
            Buffer buffer = new Buffer(tensor, own.axes());
            boolean buffered = own.kind() == Storage.Kind.BUFFER;
            Buffer array = buffered ? first.computeIfAbsent(own.axes(), any -> buffer) : buffer;
            storage.put(tensor, array == buffer ? own : own.in(array));
        });
        EntrySchedule broken = new EntrySchedule(sound.entry(), sound.scalars(), sound.steps(), storage);
        assertThat(MemoryTrace.of(sound, LENGTHS).mistakes()).isEmpty();
        assertThat(MemoryTrace.of(broken, LENGTHS).mistakes()).isNotEmpty();
    }

    /** Not the same lengths: an array may be longer than its guest needs, if that is certain. */
    @Test
    void aSmallerBufferGoesIntoALargerArray() {
        Schedule schedule = Schedules.of("""
                network F {
                  dim n; dim m = n - 1;
                  input x[n];
                  param w = ones();
                  a[i: m] = exp(x[i + 1] - x[i]);
                  s = sum[i: m, j: m](sin(a[i] * a[j]));
                  b[i: n] = exp(s * w * x[i]);
                  output c = sum[i: n, j: n](cos(b[i] * b[j]));
                }
                """);
        assertThat(shared(schedule.entries())).isEqualTo("a in b");
        assertSound(schedule, LENGTHS);
    }
}
