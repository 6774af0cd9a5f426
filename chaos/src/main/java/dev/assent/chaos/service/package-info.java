/** The programs that run as processes of a campaign: the services and the shops. */
@NullMarked
package dev.assent.chaos.service;

import org.jspecify.annotations.NullMarked;
