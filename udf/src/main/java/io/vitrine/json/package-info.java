/** The one way in which values become JSON. */
package io.vitrine.json;
