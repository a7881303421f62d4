package dev.chainrule.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.CompileOptions;
import dev.chainrule.CompileResult;
import dev.chainrule.Compiler;
import dev.chainrule.describe.Description;
import dev.chainrule.equation.Tensor;
import dev.chainrule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes a loop, what goes into its reader, which loops run together, and what is kept where. */
class SchedulerTest {

    /** The steps of one method and what it keeps, without the headings. */
    private static String steps(String method, String text) {
        String all = Description.schedule(Schedules.of(text));
        String after = all.substring(all.indexOf("\n" + method + ": ") + 1);
        return after.substring(after.indexOf('\n') + 1).split("\n\n", 2)[0].stripTrailing();
    }

    @Test
    void aCheapEquationIsComputedWhereverItIsRead() {
        assertThat(steps("value", "function F[n](x[n]) { c = 2 * x; return sum(c * sin(c)); }"))
                .isEqualTo("""
                  value = 0
                  for i: n
                    value += 2 * x[i] * sin(2 * x[i])
                  // value is complete
                kept in
                  value  a local variable: returned\
                """);
    }

    @Test
    void aDearEquationIsComputedWhereItsOnlyReaderReadsIt() {
        assertThat(steps("value", "function F[n](x[n]) { c = exp(sin(x)); return sum(c); }"))
                .isEqualTo("""
                  value = 0
                  for i: n
                    value += exp(sin(x[i]))
                  // value is complete
                kept in
                  value  a local variable: returned\
                """);
    }

    /** And as the loop is the same, one element at a time is enough. */
    @Test
    void aDearEquationIsStoredForAReaderThatAsksAgainAndAgain() {
        assertThat(steps("value", "function F[n](x[n]) { c = exp(x); return sum[i: n, j: n](c[i] * x[j]); }"))
                .isEqualTo("""
                  value = 0
                  for i: n
                    c[i] = exp(x[i])
                    for j: n
                      value += c[i] * x[j]
                  // value is complete
                kept in
                  c[n]   a local variable
                  value  a local variable: returned\
                """);
    }

    @Test
    void aDearSubexpressionOfTwoEquationsIsComputedOnce() {
        assertThat(steps("value", "function F[n](x[n]) { a = sum(exp(x)); b = sum(exp(x) * x); return a / b; }"))
                .isEqualTo("""
                  a = 0
                  b = 0
                  for i: n
                    expOfX[i] = exp(x[i])
                    a += expOfX[i]
                    b += expOfX[i] * x[i]
                  // a is complete
                  // b is complete
                  value = a / b
                kept in
                  expOfX[n]  a local variable
                  a          a local variable
                  b          a local variable
                  value      a local variable: returned\
                """);
    }

    @Test
    void whatFollowsFromAFinishedSumIsItsEpilogue() {
        assertThat(steps("loss", """
                network F {
                  dim batch; dim inner = 3; dim outer = 4;
                  input x[batch, inner]; param W[inner, outer] = ones(); param b[outer] = zeros();
                  h = tanh(x @ W + b);
                  loss = sum(h);
                }
                """)).isEqualTo("""
                  contract hSum[i, o] = Σ j. x[i, j] * W[j, o]
                    rows     i: batch
                    columns  o: outer
                    summed   j: inner
                    then     h[i, o] = tanh(hSum[i, o] + b[o])
                  loss = 0
                  for i: batch
                    for o: outer
                      loss += h[i, o]
                  // loss is complete
                kept in
                  loss             a local variable: returned
                  h[batch, outer]  a buffer [batch, outer]\
                """);
    }

    /** Both readers need the sums, so there is no last moment at which they are at hand. */
    @Test
    void sumsWithTwoReadersAreStored() {
        assertThat(steps("loss", """
                network F {
                  dim batch; dim inner = 3; dim outer = 4;
                  input x[batch, inner]; param W[inner, outer] = ones();
                  s = x @ W;
                  loss = sum(tanh(s)) * sum(exp(s));
                }
                """))
                .contains("contract s[b, o] = Σ i. x[b, i] * W[i, o]\n")
                .doesNotContain("then")
                .contains("s[batch, outer]  a buffer [batch, outer]");
    }

    /** A softmax: three passes over a row in one loop over rows, so that its maximum and its sum are one number each. */
    @Test
    void nestsOverTheSameRangeShareTheLoop() {
        assertThat(steps("p", """
                network F {
                  dim batch; dim classes = 3;
                  input z[batch, classes]; param w = ones();
                  output p = softmax[classes](w * z);
                }
                """)).isEqualTo("""
                  for b: batch
                    pMax[b] = -infinity
                    for c: classes
                      pMax[b] = max(pMax[b], w * z[b, c])
                    // pMax[b] is complete
                    pSum[b] = 0
                    for c: classes
                      expOfW[b, c] = exp(w * z[b, c] - pMax[b])
                      pSum[b] += expOfW[b, c]
                    // pSum[b] is complete
                    for c: classes
                      p[b, c] = expOfW[b, c] / pSum[b]
                kept in
                  p[batch, classes]       a result: into the caller's array
                  pMax[batch]             a local variable
                  expOfW[batch, classes]  a buffer [classes]
                  pSum[batch]             a local variable\
                """);
    }

    /** The neighbour is not there yet when the first loop passes by. */
    @Test
    void aNestThatReadsAnotherElementWaitsForTheWholeLoop() {
        assertThat(steps("value", """
                function F[n](x[n]) {
                  c = exp(x);
                  return sum[i: n - 1](c[i + 1] * c[i]);
                }
                """)).startsWith("""
                  for i: n
                    c[i] = exp(x[i])
                  value = 0
                  for i: n - 1
                    value += c[i + 1] * c[i]
                """);
    }

    /** The work is that of the words, not of words times vocabulary. */
    @Test
    void anAdjointGoesWhereTheDataSays() {
        assertThat(steps("lossAndGradient", """
                network F {
                  dim words; dim vocabulary = 50; dim size = 4;
                  input word[words]: vocabulary; input x[words, size];
                  param E[vocabulary, size] = ones();
                  loss = sum(E[vocabulary = word] * x);
                }
                """)).isEqualTo("""
                  loss = 0
                  dE[word[w], s] = 0 everywhere
                  for w: words
                    for s: size
                      loss += E[word[w], s] * x[w, s]
                      dE[word[w], s] += x[w, s]
                  // loss is complete
                  // dE[word[w], s] is complete
                kept in
                  dE[vocabulary, size]  a result: the gradient's part for E
                  loss                  a local variable: returned\
                """);
    }

    /** So that its inputs need not be kept any longer: the weights' gradient comes before that of the layer below. */
    @Test
    void aContractionThatNothingElseReadsRunsAsSoonAsItCan() {
        assertThat(steps("lossAndGradient", """
                network F {
                  dim batch; dim a = 3; dim c = 4;
                  input x[batch, a]; param V[a, c] = ones(); param W[c, a] = ones();
                  h = tanh(x @ V);
                  loss = sum(tanh(h @ W));
                }
                """)).containsSubsequence("contract dW[", "contract dh[", "contract dV[");
    }

    /** Which index an equation binds first makes no difference to what it shares. */
    @Test
    void aDearSubexpressionIsRecognisedUnderSwappedIndices() {
        assertThat(steps("value", """
                function F[n, m](x[n, m]) {
                  a[i: n] = sum[j: m](exp(x[i, j]));
                  b[j: m] = sum[i: n](exp(x[i, j]) * i);
                  return sum(a^2) + sum(b^2);
                }
                """)).containsOnlyOnce("exp(");
    }

    /**
     * A mixture of Gaussians: everything about a point is computed in one loop over the points, backwards too, so no array
     * has an axis for them.
     */
    @Test
    void aMixtureNeedsNoArrayAsLongAsThePoints() {
        EntrySchedule mixture = Schedules.gradient("""
                network Mixture {
                  dim n; dim d = 4; dim k = 3;
                  input x[n, d];
                  param a[k] = zeros(); param mu[k, d] = zeros(); param q[k, d] = zeros(); param l[k, d, d] = zeros();
                  c[i: n, j: k, u: d] = x[i, u] - mu[j, u];
                  z[i: n, j: k, u: d] = exp(q[j, u]) * c[i, j, u] + sum[v: u](l[j, u, v] * c[i, j, v]);
                  s[i: n, j: k] = a[j] - sum[u: d](z[i, j, u]^2);
                  loss = sum(logsumexp[k](s)) + sum(l^2);
                }
                """);

        mixture.storage()
                .forEach((tensor, storage) -> assertThat(storage.axes())
                        .as("the axes of %s that are kept", tensor)
                        .allSatisfy(axis -> assertThat(tensor.dim(axis).map(Object::toString))
                                .isNotEqualTo(Optional.of("n"))));
    }

    /** What the second loop over n needs besides is computed before the first, so nothing is kept for all of n. */
    @Test
    void aLoopWaitsForWhatItsReadersLack() {
        assertThat(steps("value", """
                function F[n, k](x[n], w[k]) {
                  s[i: n, j: k] = sum[m: k](x[i] * sin(w[m] * w[j]));
                  t = sum(exp(w));
                  u[j: k] = sum[m: k](cos(w[m] * t * w[j]));
                  return sum[i: n](max[j: k](s[i, j]^2 + u[j] * s[i, j]));
                }
                """)).contains("s[n, k]").doesNotContain("a buffer [n");
    }

    /** ADBench's mixture: what a point has for each component and dimension is gone when the next point comes. */
    @Test
    void theMixtureKeepsNothingForAllPoints() throws IOException {
        CompileResult result = Compiler.compile(
                SourceText.of("AdbenchGmm.nn", Files.readString(Path.of("generated-samples/models/AdbenchGmm.nn"))),
                CompileOptions.STANDARD.withDim("d", 64).withDim("components", 25));
        Schedule schedule = result.models().get(0).schedule();
        assertThat(schedule.entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.storage().keySet()).map(Tensor::name).contains("exponent");
            assertThat(entry.storage())
                    .allSatisfy((tensor, storage) -> assertThat(new Buffer(tensor, storage.axes()).extents())
                            .as(tensor.name())
                            .noneMatch(extent -> extent.toString().contains("points")));
        });
    }

    /** A loop over rows of the target is outside of those over their elements, where it may join others. */
    @Test
    void aScatterRunsRowByRow() {
        assertThat(steps("lossAndGradient", """
                network F {
                  dim n;
                  dim k = 3;
                  dim d = 20;
                  dim packed = d * (d + 1) / 2;
                  input x[n, d];
                  param l[k, packed] = zeros();
                  z[i: n, c: k] = sum[a: d, b: a + 1](l[c, a * (a + 1) / 2 + b] * x[i, a] * x[i, b]);
                  loss = sum(z^2);
                }
                """)).contains("      for d: d\n        for j: d + 1\n          dl[k, ");
    }
}
