package dev.chainrule.data;

/** Rows of equally many numbers: columns of a table, or what an IDX file has for each index of its first axis. */
public interface Matrix {

    int rows();

    int width();

    double value(int row, int column);
}
