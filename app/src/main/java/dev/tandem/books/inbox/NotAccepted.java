package dev.tandem.books.inbox;

/** We could not store it now; whoever sent it should send it again. */
public final class NotAccepted extends RuntimeException {

  NotAccepted(String why) {
    super(why);
  }
}
