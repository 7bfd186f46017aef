/** Sheets as people keep them, CSV or XLSX, read with their mistakes told by row and column. */
package io.vitrine.sheet;
