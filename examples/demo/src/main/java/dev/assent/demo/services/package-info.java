/** The three services of the shop with their databases and clients, and access to them for the audit. */
@NullMarked
package dev.assent.demo.services;

import org.jspecify.annotations.NullMarked;
