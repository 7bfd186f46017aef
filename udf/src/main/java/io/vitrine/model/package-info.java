/** Model bundles, and the models in them. The only package that knows DJL. */
package io.vitrine.model;
