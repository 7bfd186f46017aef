/** The one way in which values become JSON, and in which files that people edit are read. */
package io.vitrine.json;
