/**
 * The tables and views of a warehouse, one class for each table, and what keeps two drivers from
 * writing to it at once.
 */
package io.vitrine.table;
