package art.scumble.worker.task;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.StoreRoom;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.tickets.ArtworkBytes;

/** Notes whether results find room in the store. */
public final class RoomWatch implements ArtworkBytes {
    private final ArtworkBytes bytes;
    private final StoreRoom room;

    /** Notes it in {@code room}. */
    public RoomWatch(ArtworkBytes bytes, StoreRoom room) {
        this.bytes = bytes;
        this.room = room;
    }

    @Override
    public byte[] source(ArtworkRef artwork) {
        return bytes.source(artwork);
    }

    @Override
    public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
        try {
            bytes.storeResult(artwork, attempt, type, file);
            room.had(file.length);
        } catch (TransientFailure e) {
            if (e.code() == FailureCode.STORE_FULL) {
                room.lacked(file.length);
            }
            throw e;
        }
    }
}
