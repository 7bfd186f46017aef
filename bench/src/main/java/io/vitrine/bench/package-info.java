/** Programs that measure; {@code bench/README.md} says what, and what they showed. */
package io.vitrine.bench;
