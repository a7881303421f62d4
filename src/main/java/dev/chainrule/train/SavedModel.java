package dev.chainrule.train;

import dev.chainrule.data.AtomicFile;
import dev.chainrule.data.DataCode;
import dev.chainrule.data.DataException;
import dev.chainrule.data.DataProblem;
import dev.chainrule.data.DataProblems;
import dev.chainrule.data.InputFiles;
import dev.chainrule.data.Safetensors;
import dev.chainrule.data.SavedTensor;
import dev.chainrule.data.Scaling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training run leaves behind: the class's own safetensors file, and in its metadata what the class does not know, but
 * predictions and further training need.
 *
 * @param tensors what the class has written
 * @param binding which columns went to which input, if there were columns
 * @param scalings of inputs that are scaled
 * @param labels of inputs that are indices
 * @param state how far training has come
 */
public record SavedModel(
        Safetensors tensors,
        Optional<Binding> binding,
        Map<String, Scaling> scalings,
        Map<String, LabelNames> labels,
        Optional<TrainingState> state) {

    private static final String COLUMNS = "chainrule.columns";
    private static final String SCALING = "chainrule.scaling.";
    private static final String LABELS = "chainrule.labels.";
    private static final String TRAINING = "chainrule.training";

    public SavedModel {
        scalings = new LinkedHashMap<>(scalings);
        labels = new LinkedHashMap<>(labels);
    }

    /** What is to be saved of a model and the data that it was trained with. */
    public static SavedModel of(
            CompiledModel model, RowData data, Map<String, Scaling> scalings, Optional<TrainingState> state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            model.write(bytes);
            Safetensors tensors = Safetensors.read(
                    new ByteArrayInputStream(bytes.toByteArray()),
                    model.network().name());
            return new SavedModel(tensors, data.binding(), scalings, data.labels(), state);
        } catch (IOException | DataException malformed) {
            throw new IllegalStateException("the class writes what is not a safetensors file", malformed);
        }
    }

    /** Finds out before long work whether its result may and can be written: over parameters, but over nothing else. */
    public static void check(Path file) throws DataException {
        AtomicFile.check(file);
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0 && !Safetensors.accepts(file)) {
                throw DataProblem.of(
                                DataCode.FOREIGN,
                                file.toString(),
                                "this file has no saved parameters and is left as it is")
                        .hint("name another file with -o, or move it")
                        .exception();
            }
        } catch (IOException failure) {
            throw InputFiles.unreadable(file, failure);
        }
    }

    /** Writes the file, complete or not at all. */
    public void write(Path file) throws DataException {
        Map<String, String> texts = new LinkedHashMap<>();
        binding.ifPresent(columns -> texts.put(COLUMNS, columns.text()));
        scalings.forEach((input, scaling) -> texts.put(SCALING + input, scaling.text()));
        labels.forEach((input, names) -> texts.put(LABELS + input, names.text()));
        state.ifPresent(training -> texts.put(TRAINING, training.text()));
        tensors.with(texts).write(file);
    }

    public static SavedModel read(Path file) throws DataException {
        Safetensors tensors = Safetensors.read(file);
        String name = file.toString();
        Optional<Binding> binding = Optional.empty();
        Optional<TrainingState> state = Optional.empty();
        Map<String, Scaling> scalings = new LinkedHashMap<>();
        Map<String, LabelNames> labels = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : tensors.metadata().entrySet()) {
            String key = text.getKey();
            if (key.equals(COLUMNS)) {
                binding = Optional.of(Binding.parse(text.getValue(), name));
            } else if (key.equals(TRAINING)) {
                state = Optional.of(TrainingState.parse(text.getValue(), name));
            } else if (key.startsWith(SCALING)) {
                scalings.put(key.substring(SCALING.length()), Scaling.parse(text.getValue(), name));
            } else if (key.startsWith(LABELS)) {
                labels.put(key.substring(LABELS.length()), LabelNames.parse(text.getValue(), name));
            }
        }
        return new SavedModel(tensors, binding, scalings, labels, state);
    }

    /** Refuses parameters, read from {@code file}, that are those of another network, before anything takes long. */
    public void check(NetworkDescription network, Path file) throws DataException {
        SavedTensor.Type type = network.single() ? SavedTensor.Type.F32 : SavedTensor.Type.F64;
        DataProblems problems = new DataProblems();
        for (NetworkDescription.Parameter parameter : network.parameters()) {
            String wanted = type + " " + parameter.shape();
            Optional<SavedTensor> tensor = tensors.tensor(parameter.name());
            String found =
                    tensor.map(saved -> saved.type() + " " + saved.shape()).orElse("");
            if (!found.equals(wanted)) {
                String what = found.isEmpty()
                        ? "the file has no parameter " + parameter.name()
                        : parameter.name() + " is " + found + " in the file";
                problems.add(DataProblem.of(
                                DataCode.MALFORMED, file.toString(), what + "; " + network.name() + " has " + wanted)
                        .hint(hint()));
            }
        }
        problems.throwIfAny();
    }

    private String hint() {
        return "it was saved for another network, precision, or lengths of dims; the tensors in it are "
                + Listing.of(tensors.tensors().stream()
                        .map(tensor -> tensor.name() + tensor.shape())
                        .toList());
    }

    /** Gives a model the parameters of this, which was read from {@code file}. */
    public void load(CompiledModel model, Path file) throws DataException {
        check(model.network(), file);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            tensors.write(bytes); // the one way in which the class expects its header, whoever wrote the file
            model.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException misfit) {
            throw DataProblem.of(DataCode.MALFORMED, file.toString(), String.valueOf(misfit.getMessage()))
                    .hint(hint())
                    .exception();
        }
    }
}
