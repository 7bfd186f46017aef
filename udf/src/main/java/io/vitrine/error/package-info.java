/** Errors for people, and the codes of what can be wrong with one picture. */
package io.vitrine.error;
