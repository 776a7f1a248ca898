package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Invalid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.node.ObjectNode;

/** Where a customer would see the invoice. Xero: for sales invoices that are no drafts. */
final class OnlineInvoice {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 40;

  private OnlineInvoice() {}

  static String of(ObjectNode invoice) {
    boolean sales = invoice.path("Type").asString().equals("ACCREC");
    if (!sales || invoice.path("Status").asString().equals("DRAFT")) {
      throw new Invalid("An online invoice exists for sales invoices that are not DRAFT only.");
    }
    return url(invoice);
  }

  /** Always the same for an invoice. */
  static String url(ObjectNode invoice) {
    byte[] hash = sha512(invoice.path("InvoiceID").asString());
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      path.append(LETTERS.charAt(Byte.toUnsignedInt(hash[i]) % LETTERS.length()));
    }
    return "https://in.xero.com/" + path;
  }

  private static byte[] sha512(String text) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
