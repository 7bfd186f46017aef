/** The report: its queries, its figures, its charts, and the page that shows them. */
package io.vitrine.report;
