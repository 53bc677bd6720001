/** Those who paint in a style that they learnt from pictures. */
@NullMarked
package art.scumble.evaluation.mimic;

import org.jspecify.annotations.NullMarked;
