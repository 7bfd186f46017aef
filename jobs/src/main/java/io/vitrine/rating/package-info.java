/** Sheets on which people rate texts, and how far they agree. */
package io.vitrine.rating;
