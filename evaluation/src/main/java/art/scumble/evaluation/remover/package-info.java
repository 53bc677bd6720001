/** The attack that learns: what a network finds of a cloak, and what is left when it has taken that away. */
@NullMarked
package art.scumble.evaluation.remover;

import org.jspecify.annotations.NullMarked;
