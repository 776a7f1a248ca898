package dev.tandem.simulator.accounting.documents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A PDF of one A4 page with lines of text, in the fonts that every reader has. Places are counted
 * in points from the lower left corner.
 */
final class Pdf {
  /** Letters that Helvetica has without a font of one's own. */
  private static final Charset LETTERS = Charset.forName("windows-1252");

  private static final String PAGE =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font <<"
          + " /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
          + " /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding"
          + " /WinAnsiEncoding >> >> >> >>";

  private final StringBuilder content = new StringBuilder();

  void text(int x, int y, int size, boolean bold, String text) {
    content
        .append("BT /F")
        .append(bold ? 2 : 1)
        .append(' ')
        .append(size)
        .append(" Tf ")
        .append(x)
        .append(' ')
        .append(y)
        .append(" Td (")
        .append(escaped(text))
        .append(") Tj ET\n");
  }

  /** Text that ends at a place, by the width that digits of Helvetica have. */
  void textEndingAt(int x, int y, int size, boolean bold, String text) {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += ".,-' ".indexOf(text.charAt(i)) >= 0 ? 0.278 : 0.556;
    }
    text((int) Math.round(x - width * size), y, size, bold, text);
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char character : text.toCharArray()) {
      if (character == '(' || character == ')' || character == '\\') {
        out.append('\\');
      }
      out.append(character < ' ' ? ' ' : character);
    }
    return out.toString();
  }

  byte[] bytes(String title) {
    byte[] stream = content.toString().getBytes(LETTERS);
    List<byte[]> objects = new ArrayList<>();
    objects.add(ascii("<< /Type /Catalog /Pages 2 0 R >>"));
    objects.add(ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"));
    objects.add(ascii(PAGE));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("<< /Length " + stream.length + " >>\nstream\n"));
    body.writeBytes(stream);
    body.writeBytes(ascii("\nendstream"));
    objects.add(body.toByteArray());
    objects.add(("<< /Title (" + escaped(title) + ") >>").getBytes(LETTERS));
    return file(objects);
  }

  private static byte[] file(List<byte[]> objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("%PDF-1.4\n"));
    StringBuilder table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(out.size()));
      out.writeBytes(ascii((i + 1) + " 0 obj\n"));
      out.writeBytes(objects.get(i));
      out.writeBytes(ascii("\nendobj\n"));
    }
    int start = out.size();
    int count = objects.size() + 1;
    out.writeBytes(ascii("xref\n0 " + count + "\n" + table));
    out.writeBytes(
        ascii(
            "trailer\n<< /Size "
                + count
                + " /Root 1 0 R /Info 5 0 R >>\nstartxref\n"
                + start
                + "\n%%EOF\n"));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
