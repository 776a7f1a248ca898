package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of records inside Xero's own pages. */
final class InXero {

  private InXero() {}

  /** The page of a contact or invoice over there; null for what has none. */
  static @Nullable String page(Binding binding, String kind, @Nullable String ledgerId) {
    String code = binding.shortCode();
    String path =
        switch (kind) {
          case "client" -> "/Contacts/View/";
          case "credit-note" -> "/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=";
          case "invoice" -> "/AccountsReceivable/View.aspx?InvoiceID=";
          default -> null;
        };
    if (code == null || ledgerId == null || path == null) {
      return null;
    }
    return UriComponentsBuilder.fromUriString("https://go.xero.com/organisationlogin/default.aspx")
        .queryParam("shortcode", "{code}")
        .queryParam("redirecturl", "{there}")
        .encode()
        .buildAndExpand(code, path + ledgerId)
        .toUriString();
  }
}
