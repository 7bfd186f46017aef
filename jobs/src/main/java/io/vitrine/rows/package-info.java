/** Rows of a result as people and programs are shown them. */
package io.vitrine.rows;
