/** Takes tasks from Kafka and protects one picture after another. */
@NullMarked
package art.scumble.worker;

import org.jspecify.annotations.NullMarked;
