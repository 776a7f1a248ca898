package dev.tandem.practice.clients;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Uploaded files in the database, in pieces, so that neither end ever holds a whole one. */
@Component
class ImportFile {

  private static final int PIECE = 256 * 1024;

  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;

  ImportFile(JdbcClient jdbc, TransactionTemplate inPractice) {
    this.jdbc = jdbc;
    this.inPractice = inPractice;
  }

  /**
   * Copies the stream into pieces; each byte passes by {@code look} as well. Returns the length.
   */
  long store(ClientImportId id, InputStream bytes, OutputStream look) throws IOException {
    long length = 0;
    byte[] piece = bytes.readNBytes(PIECE);
    for (int position = 0; piece.length > 0; position++) {
      look.write(piece);
      jdbc.sql(
              "insert into practice.client_import_piece (import_id, position, bytes) values (?, ?, ?)")
          .params(id.value(), position, piece)
          .update();
      length += piece.length;
      piece = bytes.readNBytes(PIECE);
    }
    return length;
  }

  /** The file from its beginning; each piece is fetched when it is needed. */
  InputStream open(ClientImportId id) {
    return new SequenceInputStream(new Pieces(id));
  }

  void delete(ClientImportId id) {
    jdbc.sql(
            "delete from practice.client_import_piece where practice_id = house.here() and import_id = ?")
        .param(id.value())
        .update();
  }

  private Optional<byte[]> piece(ClientImportId id, int position) {
    return Objects.requireNonNull(
        inPractice.execute(
            _ ->
                jdbc.sql(
                        """
                    select bytes from practice.client_import_piece
                     where practice_id = house.here() and import_id = ? and position = ?
                    """)
                    .params(id.value(), position)
                    .query(byte[].class)
                    .optional()));
  }

  private final class Pieces implements Enumeration<InputStream> {

    private final ClientImportId id;
    private int position;
    private Optional<byte[]> next;

    private Pieces(ClientImportId id) {
      this.id = id;
      this.next = piece(id, 0);
    }

    @Override
    public boolean hasMoreElements() {
      return next.isPresent();
    }

    @Override
    public InputStream nextElement() {
      byte[] bytes = next.orElseThrow();
      next = piece(id, ++position);
      return new ByteArrayInputStream(bytes);
    }
  }
}
