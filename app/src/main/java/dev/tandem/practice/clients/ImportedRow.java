package dev.tandem.practice.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * One row of a file as a client.
 *
 * @param line where the row begins in the file, counted from 1
 * @param cells a digest of the row as it stands in the file
 * @param fingerprint a digest of what we read in it: the same in the next export, and another if
 *     anything differs or more of its columns are taken
 */
record ImportedRow(long line, ClientDetails details, String cells, String fingerprint) {

  static ImportedRow of(long line, List<String> cells, ClientDetails details) {
    return new ImportedRow(line, details, digest(cells), digest(details.fields().values()));
  }

  /**
   * Who the row is about, so that the same person in the next export is recognised: the old
   * system's id, else the name with what comes with it, else nothing but the row itself.
   */
  String identity() {
    String name = ClientRow.nameKey(details);
    if (!details.externalReference().isEmpty()) {
      return "ref:" + details.externalReference();
    }
    if (details.birthDate() != null) {
      return "born:" + details.birthDate() + " " + name;
    }
    if (!details.email().isEmpty()) {
      return "mail:" + Folding.email(details.email()) + " " + name;
    }
    if (!details.telephone().isEmpty()) {
      return "tel:" + Phone.digits(details.telephone()) + " " + name;
    }
    return "row:" + cells;
  }

  private static String digest(Collection<String> cells) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String cell : cells) {
        digest.update(cell.strip().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
