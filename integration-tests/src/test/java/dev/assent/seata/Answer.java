package dev.assent.seata;

/** @param text what was found or, if it went wrong, each exception's class and message, causes last */
record Answer(boolean ok, String text) {}
