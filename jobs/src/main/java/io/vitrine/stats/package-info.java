/** Estimates with intervals, and tests; everything that can be is Apache Commons Statistics'. */
package io.vitrine.stats;
