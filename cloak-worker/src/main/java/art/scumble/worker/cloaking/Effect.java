package art.scumble.worker.cloaking;

/**
 * What a cloak did to the features of its encoder: a proxy, no proof against training.
 *
 * @param displacement geometric mean over layers of the distance from the own style, as a fraction of the way to the
 *     assigned one
 * @param shiftedDisplacement the same of the control: the same perturbation shifted by (97, 61) pixels
 */
public record Effect(double displacement, double shiftedDisplacement) {
    /** How many times the control's displacement. */
    public double timesControl() {
        return displacement / Math.max(shiftedDisplacement, 1e-9);
    }
}
