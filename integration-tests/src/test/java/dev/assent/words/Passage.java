package dev.assent.words;

/**
 * A piece of a source file that people read: a declared name in separate words, a string literal, a comment, or a
 * paragraph of a page.
 *
 * @param file the path from the top of the repository, with forward slashes
 * @param line where the passage begins, counted from 1
 * @param text one line, without the marks of a comment and without line breaks
 */
record Passage(String file, int line, String text) {}
