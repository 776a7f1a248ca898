package dev.tandem.simulator.http;

import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a Date header that was set on purpose. The JDK's server puts its own in its place while it
 * sends the headers; then it looks whether the Connection header says close, and that look is the
 * moment to put ours back.
 */
final class OwnDate {
  private OwnDate() {}

  static void keep(Headers headers) {
    @Nullable String date = headers.getFirst("Date");
    if (date != null) {
      headers.put("Connection", new Look(headers, date));
    }
  }

  /** No values, so that nothing of it is sent. */
  private static final class Look extends ArrayList<String> {
    private final transient Headers headers;
    private final String date;

    Look(Headers headers, String date) {
      this.headers = headers;
      this.date = date;
    }

    @Override
    public Stream<String> stream() {
      headers.set("Date", date);
      return super.stream();
    }
  }
}
