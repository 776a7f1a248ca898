package dev.tandem.practice.clients.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Finds out in which encoding a file is written, while its bytes pass by. A byte order mark
 * decides; zeros beside letters mean UTF-16; else it is UTF-8 if its multi-byte letters are well
 * formed, and Windows-1252, the habit of older office programs, if not.
 */
public final class CharsetGuess {

  public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** So many well-formed letters outweigh one damaged byte, which copying by hand can cause. */
  private static final int OUTWEIGHS = 10;

  private final byte[] mark = new byte[3];
  private long count;
  private long zerosAtEven;
  private long zerosAtOdd;
  private long wellFormed;
  private long malformed;
  private int pending;

  public void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      accept(bytes[i] & 0xff);
    }
  }

  public Charset result() {
    if (count >= 2 && mark[0] == (byte) 0xfe && mark[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (count >= 2 && mark[0] == (byte) 0xff && mark[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (count >= 3 && mark[0] == (byte) 0xef && mark[1] == (byte) 0xbb && mark[2] == (byte) 0xbf) {
      return StandardCharsets.UTF_8;
    }
    // Latin letters in UTF-16 have a zero in every second byte; text in other encodings has none.
    if (zerosAtEven + zerosAtOdd > count / 5) {
      return zerosAtEven > zerosAtOdd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    long broken = malformed + (pending > 0 ? 1 : 0);
    return broken * OUTWEIGHS <= wellFormed ? StandardCharsets.UTF_8 : WINDOWS_1252;
  }

  private void accept(int value) {
    if (count < mark.length) {
      mark[(int) count] = (byte) value;
    }
    if (value == 0) {
      if (count % 2 == 0) {
        zerosAtEven++;
      } else {
        zerosAtOdd++;
      }
    }
    count++;
    followUtf8(value);
  }

  private void followUtf8(int value) {
    boolean continuation = (value & 0xc0) == 0x80;
    if (pending > 0 && continuation) {
      if (--pending == 0) {
        wellFormed++;
      }
      return;
    }
    if (pending > 0 || continuation) {
      malformed++;
    }
    pending = 0;
    if (value >= 0xc2 && value <= 0xf4) {
      pending = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
    } else if (value >= 0xc0) {
      malformed++;
    }
  }
}
