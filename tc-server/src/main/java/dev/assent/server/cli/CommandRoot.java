package dev.assent.server.cli;

/** A group of commands, with the terminal that they speak to. */
interface CommandRoot {
    Terminal terminal();
}
