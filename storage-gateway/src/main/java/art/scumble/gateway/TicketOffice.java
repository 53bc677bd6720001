package art.scumble.gateway;

/** Signs tickets for the installation's bucket; asks nobody, so that nothing can fail. */
public interface TicketOffice {
    /** From where a ticket is used: the store may have another name there. */
    enum Audience {
        /** Platforms, outside. */
        PLATFORM,
        /** Workers and services of this installation. */
        INSIDE
    }

    /** A URL that lets its holder write one object, until the ticket's lifetime is over. */
    String writeTicket(Audience audience, String key);

    /** A URL that lets its holder read one object, served as this content type. */
    String readTicket(Audience audience, String key, String contentType);
}
