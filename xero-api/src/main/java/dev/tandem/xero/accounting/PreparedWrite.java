package dev.tandem.xero.accounting;

import java.util.Arrays;

/**
 * A write ready to be sent, and to be stored before it is: sending the same three values under the
 * same key within six minutes is the same write to Xero.
 *
 * @param path path and query, from the root of the API's host
 * @param body the exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record PreparedWrite(String verb, String path, byte[] body) {

  public PreparedWrite {
    body = body.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PreparedWrite that
        && verb.equals(that.verb)
        && path.equals(that.path)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(body);
  }

  /** The body may hold personal details: its size must do. */
  @Override
  public String toString() {
    return "PreparedWrite[" + verb + " " + path + ", " + body.length + " bytes]";
  }
}
