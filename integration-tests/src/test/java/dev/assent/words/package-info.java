/** The build test of plain words: no name, comment, message or page may use a word that plain-words.txt bans. */
@NullMarked
package dev.assent.words;

import org.jspecify.annotations.NullMarked;
