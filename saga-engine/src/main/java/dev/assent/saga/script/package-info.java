/** The languages of ScriptTasks: none is here, each is an artifact of its own. */
@NullMarked
package dev.assent.saga.script;

import org.jspecify.annotations.NullMarked;
