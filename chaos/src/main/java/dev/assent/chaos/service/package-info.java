@NullMarked
package dev.assent.chaos.service;

import org.jspecify.annotations.NullMarked;
