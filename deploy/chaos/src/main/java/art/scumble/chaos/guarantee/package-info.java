/** What holds whatever goes wrong, each as an object that judges a history. */
@NullMarked
package art.scumble.chaos.guarantee;

import org.jspecify.annotations.NullMarked;
