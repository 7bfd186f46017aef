/** Notices to webhooks: what is told, to whom, and how it gets there. Knows no Spark. */
package io.vitrine.notify;
