package dev.tandem.books.ledger;

/**
 * A write ready to be sent, and to be stored before it is. Sending the same bytes again under the
 * same key within minutes is the same write.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the wire; never compared
public record Prepared(String verb, String url, byte[] body) {

  @Override
  public String toString() {
    return "Prepared[" + verb + " " + url + ", " + body.length + " bytes]";
  }
}
