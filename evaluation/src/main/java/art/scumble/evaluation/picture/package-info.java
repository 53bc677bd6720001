/** The pictures of an evaluation, their controls, and what happens to them on the way to a model. */
@NullMarked
package art.scumble.evaluation.picture;

import org.jspecify.annotations.NullMarked;
