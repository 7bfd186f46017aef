/**
 * What is submitted: the commands and the procedures that do the same, and the work behind them.
 */
package io.vitrine.jobs;
