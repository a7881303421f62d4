package dev.chainrule.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.chainrule.equation.Model;
import dev.chainrule.loop.Variable;

/** Java's types and literals for a model's precision. */
final class Types {

    private final boolean single;

    Types(Model.Precision precision) {
        this.single = precision == Model.Precision.FLOAT;
    }

    boolean single() {
        return single;
    }

    /** {@code float} or {@code double}. */
    TypeName real() {
        return single ? TypeName.FLOAT : TypeName.DOUBLE;
    }

    /** The primitive type that Java calls so. */
    static TypeName named(String primitive) {
        return switch (primitive) {
            case "double" -> TypeName.DOUBLE;
            case "float" -> TypeName.FLOAT;
            case "long" -> TypeName.LONG;
            case "int" -> TypeName.INT;
            default -> throw new IllegalStateException("no type of a helper: " + primitive);
        };
    }

    ArrayTypeName reals() {
        return ArrayTypeName.of(real());
    }

    TypeName of(Variable.Kind kind) {
        return switch (kind) {
            case REAL -> real();
            case INT -> TypeName.INT;
            case BOOLEAN -> TypeName.BOOLEAN;
            case REALS -> reals();
            case INTS -> ArrayTypeName.of(TypeName.INT);
            case ROWS -> ArrayTypeName.of(reals());
            case INT_ROWS -> ArrayTypeName.of(ArrayTypeName.of(TypeName.INT));
        };
    }

    /** A literal that has exactly this value, rounded to the precision. */
    String literal(double value) {
        String box = single ? "Float" : "Double";
        if (Double.isNaN(value)) {
            return box + ".NaN";
        }
        if (Double.isInfinite(value) || single && Float.isInfinite((float) value)) {
            return box + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        if (!single) {
            return Double.toString(value);
        }
        String text = Float.toString((float) value);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "f";
    }
}
