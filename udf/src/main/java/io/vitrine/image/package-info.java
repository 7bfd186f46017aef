/** From the bytes of a picture to the square of pixels that a model sees. Knows no Spark. */
package io.vitrine.image;
