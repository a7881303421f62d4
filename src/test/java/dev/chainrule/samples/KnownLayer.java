package dev.chainrule.samples;

import java.util.Arrays;
import java.util.List;

/**
 * A layer of the library and numbers from NumPy, with loops written out after the papers. Parameter k is
 * 0.5 sin(1 + k) in the order of the layout, input k is cos(k).
 *
 * @param inputs how many elements the first input has
 * @param body of a network with the output {@code result}
 */
public record KnownLayer(String title, int inputs, String body, double[] expected) {

    public static final List<KnownLayer> ALL = List.of(
            of(
                    "a convolution with a stride and a border",
                    40,
                    """
                                input x[c, rows, columns];
                                dim c = 2; dim rows = 4; dim columns = 5; dim f = 3; dim down = 2; dim across = 3;
                                layer = new Conv2d[c, f, rows, columns, down, across, 3](stride = 2, padding = 1);
                                output result = layer(x);
                                """,
                    -1.4120007414666493,
                    -0.08296736117237352,
                    0.2859382853302419,
                    -0.28749169407250263,
                    -0.48982614718051887,
                    -0.7311614853778732,
                    -1.0555675768207435,
                    0.7950813821480391,
                    -0.18749960305780877,
                    -0.01590187696467603,
                    -0.37193350616269094,
                    -0.33405961417037583,
                    0.08057655797977567,
                    1.1955720350887005,
                    -0.47096289488261633,
                    0.3290847757921014,
                    0.0612319620544976,
                    0.35258482762936666),
            of(
                    "a convolution with holes",
                    40,
                    """
                                input x[c, rows, columns];
                                dim c = 2; dim rows = 4; dim columns = 5; dim f = 3; dim down = 2; dim across = 3;
                                layer = new Conv2d[c, f, rows, columns, down, across, 2](dilation = 2);
                                output result = layer(x);
                                """,
                    0.1942245392384779,
                    -0.001041701017598394,
                    -0.25619200049640767,
                    0.09379748725770759,
                    0.20894327330608037,
                    0.0711457831338543,
                    0.4141849906108437,
                    0.43658448809360484,
                    0.40813658196186625,
                    0.34784920301421296,
                    0.4004135624992374,
                    0.43538590055045373,
                    0.20821196996691732,
                    0.39695995494091807,
                    0.6603885970276318,
                    0.3279427406237491,
                    0.19750072241097788,
                    0.3251212598455674),
            of(
                    "a convolution in two groups",
                    40,
                    """
                                input x[c, rows, columns];
                                dim c = 2; dim rows = 4; dim columns = 5; dim f = 4; dim down = 2; dim across = 3;
                                layer = new GroupedConv2d[c, f, 2, rows, columns, down, across, 3](stride = 2, padding = 1);
                                output result = layer(x);
                                """,
                    -0.5385418997202833,
                    0.4699837265727251,
                    -0.13227020861897337,
                    -0.29650441324496823,
                    -0.43298312128107674,
                    -0.5001684616881261,
                    0.32227010013510476,
                    -0.7122998394524849,
                    0.07537523848075789,
                    0.05937372911359445,
                    0.2852232574905911,
                    0.33136580820977557,
                    1.244513966558608,
                    0.5341729574713774,
                    0.08326385273380121,
                    0.319778427092583,
                    0.40034286917851913,
                    0.4658536433001639,
                    -0.3217786278458706,
                    0.6521399974270106,
                    0.5026542771041622,
                    0.4808588797307924,
                    0.3999052223699965,
                    0.4546775225968572),
            of(
                    "a convolution along one axis",
                    14,
                    """
                                input x[c, length];
                                dim c = 2; dim length = 7; dim f = 3; dim positions = 3;
                                layer = new Conv1d[c, f, length, positions, 3](stride = 3, padding = 1);
                                output result = layer(x);
                                """,
                    0.22657094713452341,
                    0.15008850152783734,
                    -0.1235762245793219,
                    0.7245742859440316,
                    0.36153459785776526,
                    0.3413738169631657,
                    0.7815419735464744,
                    0.16086457640266094,
                    0.39581373696849453),
            of(
                    "the largest of overlapping windows",
                    20,
                    """
                                input x[rows, columns];
                                dim rows = 4; dim columns = 5; dim down = 2; dim across = 3; dim window = 3;
                                output result = max_pool2d[rows, columns, down, across, window](x, stride = 2, padding = 1);
                                """,
                    1.0,
                    0.960170286650366,
                    -0.14550003380861354,
                    0.960170286650366,
                    0.960170286650366,
                    0.9887046181866692),
            of(
                    "the mean of overlapping windows",
                    20,
                    """
                                input x[rows, columns];
                                dim rows = 4; dim columns = 5; dim down = 2; dim across = 3; dim window = 3;
                                output result = average_pool2d[rows, columns, down, across, window](x, stride = 2, padding = 1);
                                """,
                    0.30934830866463686,
                    0.07808171998951212,
                    -0.30002960146192753,
                    -0.1453511946841128,
                    0.30575475946943276,
                    0.1818416700439432),
            of(
                    "LayerNorm",
                    12,
                    """
                                input x[n, features];
                                dim n = 3; dim features = 4;
                                layer = new LayerNorm[features];
                                output result = layer(x);
                                """,
                    0.041088313482384564,
                    0.1552431743074233,
                    0.28787332765270435,
                    0.9904998047191289,
                    -1.1491407144638637,
                    -0.17799453744748076,
                    0.39932281486504173,
                    0.24036408910344753,
                    -0.1407391814741662,
                    -0.6298507804561877,
                    0.2649304350332615,
                    0.050500177889083064),
            of(
                    "RmsNorm",
                    12,
                    """
                                input x[n, features];
                                dim n = 3; dim features = 4;
                                layer = new RmsNorm[features];
                                output result = layer(x);
                                """,
                    0.5381241617625987,
                    0.3141854941755106,
                    -0.0375559313931905,
                    0.47913489925989183,
                    -0.38911764963903805,
                    0.182477013368605,
                    0.09586004141192192,
                    -0.4036438638535887,
                    -0.0981707564142786,
                    -0.6643031794724805,
                    -0.09494398921332349,
                    -0.002685617925903076),
            of(
                    "ResidualBlock",
                    12,
                    """
                                input x[n, features];
                                dim n = 3; dim features = 4;
                                layer = new ResidualBlock[features, 5];
                                output result = layer(x);
                                """,
                    1.3280046038977422,
                    0.8467533969133955,
                    -0.41299897818976694,
                    -1.2930419973876286,
                    -0.524390431664429,
                    0.18732909485848676,
                    0.7268191154808927,
                    0.5980749932282494,
                    0.6498026416581466,
                    -0.4173977948553259,
                    -1.1008446237073652,
                    -0.7721799823279423),
            of(
                    "Rnn",
                    8,
                    """
                                input x[time, inputs];
                                dim time = 4; dim inputs = 2; dim units = 3;
                                layer = new Rnn[time, inputs, units];
                                output result = layer(x);
                                """,
                    0.07220688181744774,
                    -0.2776228273405016,
                    -0.36307045511299746,
                    0.0783746228214648,
                    -0.1978906652099301,
                    -0.28694699612106855,
                    -0.4676121087080736,
                    -0.7250891173474986,
                    -0.45048005790997364,
                    -0.0761179591331941,
                    -0.4601704575486724,
                    -0.431196109882929),
            of(
                    "Gru",
                    8,
                    """
                                input x[time, inputs];
                                dim time = 4; dim inputs = 2; dim units = 3;
                                layer = new Gru[time, inputs, units];
                                output result = layer(x);
                                """,
                    0.16452364339102388,
                    0.1329372844781644,
                    -0.027724226686827225,
                    0.19720881038211102,
                    0.21579549933684367,
                    0.0027491527709478485,
                    0.10510827797209246,
                    -0.14885746632344693,
                    -0.22013561492623918,
                    0.1970820329832124,
                    0.021591957692318406,
                    -0.1915190637298889),
            of(
                    "Lstm",
                    8,
                    """
                                input x[time, inputs];
                                dim time = 4; dim inputs = 2; dim units = 3;
                                layer = new Lstm[time, inputs, units];
                                output result = layer(x);
                                """,
                    -0.07593477672398576,
                    -0.06400869507895561,
                    0.019336247628863327,
                    -0.1363120420293864,
                    -0.10148174318685821,
                    0.0686072347145765,
                    -0.16658949334598647,
                    -0.1514132895840416,
                    -0.05552874556373363,
                    -0.17993610494249695,
                    -0.2022123023580617,
                    -0.052293384145623324),
            of(
                    "BidirectionalLstm",
                    8,
                    """
                                input x[time, inputs];
                                dim time = 4; dim inputs = 2; dim units = 2; dim both = 4;
                                layer = new BidirectionalLstm[time, inputs, units, both];
                                y[t: time, j: both] = layer(x)[time = t, both = j];
                                output result = y;
                                """,
                    -0.1829475865211656,
                    -0.1120059647644269,
                    0.11058911989559919,
                    0.04358645535426093,
                    -0.04402848211468801,
                    0.12066352958617213,
                    0.17142866933872672,
                    0.031268613863639105,
                    -0.18875236267087775,
                    0.1043624658710136,
                    0.12092457686452653,
                    0.10400888515247314,
                    -0.29027125885129584,
                    -0.0962272688319488,
                    0.03710560875169738,
                    0.03623057749669172),
            of(
                    "BidirectionalGru",
                    8,
                    """
                                input x[time, inputs];
                                dim time = 4; dim inputs = 2; dim units = 2; dim both = 4;
                                layer = new BidirectionalGru[time, inputs, units, both];
                                y[t: time, j: both] = layer(x)[time = t, both = j];
                                output result = y;
                                """,
                    -0.2166251498096076,
                    -0.27106038444479863,
                    -0.38533679036186197,
                    -0.14027366858305837,
                    -0.12846716922263923,
                    -0.035469645622321966,
                    -0.19788335979062183,
                    0.12461956067247931,
                    -0.263067919811634,
                    -0.12036773054503466,
                    -0.3341897161624784,
                    0.04077891758365053,
                    -0.3910865004681291,
                    -0.32649233648639003,
                    -0.27533796813993416,
                    -0.2100738793228136),
            of(
                    "MultiHeadAttention of a sequence to itself and its past",
                    12,
                    """
                                input x[time, model];
                                dim time = 3; dim model = 4; dim heads = 2; dim width = 2;
                                layer = new MultiHeadAttention[time, time, model, heads, width];
                                y[t: time, m: model] = z[time = t, model = m]; z = layer(x, x, mask = causal[time, time]());
                                output result = y;
                                """,
                    0.4266968413000991,
                    0.26965309290437767,
                    -0.13530846553867704,
                    -0.4158680447724316,
                    0.3828526507125346,
                    0.254787953779843,
                    -0.1075276128431863,
                    -0.3709827881071832,
                    0.39244273662267604,
                    0.24535912391391734,
                    -0.12730653578972362,
                    -0.38292715359246254),
            of(
                    "TransformerBlock",
                    12,
                    """
                                input x[time, model];
                                dim time = 3; dim model = 4; dim heads = 2; dim width = 2;
                                layer = new TransformerBlock[time, model, heads, width, 5];
                                output result = layer(x, mask = causal[time, time]());
                                """,
                    0.7010500021660171,
                    -0.3427690086322034,
                    -1.0714477736542485,
                    -0.8150423968131467,
                    -1.0312456997470631,
                    -0.8476211807177039,
                    0.11530234285816182,
                    0.9722174241542312,
                    -0.41586264885948815,
                    -1.8354430601441913,
                    -1.5675255865116746,
                    0.14156768234505976));

    private static KnownLayer of(String title, int inputs, String body, double... expected) {
        return new KnownLayer(title, inputs, body, expected);
    }

    /** The elements of the input. */
    public double[] input() {
        double[] x = new double[inputs];
        Arrays.setAll(x, Math::cos);
        return x;
    }

    /** The parameters, one after the other. */
    public static double[] parameters(int count) {
        double[] parameters = new double[count];
        Arrays.setAll(parameters, k -> 0.5 * Math.sin(1 + k));
        return parameters;
    }

    @Override
    public String toString() {
        return title;
    }
}
