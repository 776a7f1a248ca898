package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.CharsetGuess;
import dev.tandem.practice.clients.csv.CsvFormat;
import dev.tandem.practice.clients.csv.SeparatorGuess;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Sees a file's bytes pass by and then knows how to read them. */
final class FirstLook extends OutputStream {

  private final CharsetGuess charset = new CharsetGuess();
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final int keep;

  /**
   * @param keep how many bytes are needed to tell what parts the cells
   */
  FirstLook(int keep) {
    this.keep = keep;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value});
  }

  @Override
  public void write(byte[] bytes) {
    charset.accept(bytes, bytes.length);
    beginning.write(bytes, 0, Math.min(bytes.length, keep - beginning.size()));
  }

  CsvFormat format() {
    Charset found = charset.result();
    String text = beginning.toString(found);
    return new CsvFormat(found, SeparatorGuess.of(text.replaceFirst("^\ufeff", "")));
  }
}
