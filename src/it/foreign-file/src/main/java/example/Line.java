package example;

/** By hand. */
public class Line {}
