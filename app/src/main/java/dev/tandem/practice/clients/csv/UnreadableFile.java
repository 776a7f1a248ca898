package dev.tandem.practice.clients.csv;

import dev.tandem.shared.Refused;

/** The file stops being a table somewhere. */
public class UnreadableFile extends Refused {

  UnreadableFile(Throwable cause) {
    super(
        "This file cannot be read as a table to its end: most likely a quotation mark is opened and"
            + " never closed. Save it again as CSV and try once more.");
    initCause(cause);
  }
}
