/** Estimates with intervals; whatever can be is Apache Commons Statistics'. */
package io.vitrine.stats;
