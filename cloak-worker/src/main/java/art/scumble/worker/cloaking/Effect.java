package art.scumble.worker.cloaking;

/**
 * What a cloak did to the features of its encoder: a proxy, no proof against training.
 *
 * @param displacement geometric mean over layers of the distance from the own style, as a fraction of the way to the
 *     assigned one
 * @param shiftedDisplacement the same of the control: the same perturbation shifted by (97, 61) pixels
 * @param approach 1 less the geometric mean over layers of the distance that is left to the assigned style, as a
 *     fraction of the way to it; below 0 if the picture went further from it
 */
public record Effect(double displacement, double shiftedDisplacement, double approach) {
    /** How many times the control's displacement. */
    public double timesControl() {
        return displacement / Math.max(shiftedDisplacement, 1e-9);
    }
}
