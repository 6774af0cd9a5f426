@NullMarked
package dev.assent.services;

import org.jspecify.annotations.NullMarked;
