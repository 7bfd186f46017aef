/** Which spellings mean the same value, and which value is a kind of which. */
package io.vitrine.taxonomy;
