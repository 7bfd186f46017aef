/**
 * Catalogues that are rendered: products drawn from a seed, as pictures with known labels, and
 * pictures broken in known ways. Equal seeds give equal bytes.
 */
package io.vitrine.sample;
