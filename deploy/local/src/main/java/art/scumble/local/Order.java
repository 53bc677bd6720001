package art.scumble.local;

import art.scumble.contract.Intensity;

/**
 * How a gallery is to be protected.
 *
 * @param artist whose works they are
 * @param intensity of every cloak
 * @param fresh whether to begin anew, whatever an interrupted run has left
 */
record Order(String artist, Intensity intensity, boolean fresh) {}
