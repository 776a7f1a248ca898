package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Author;
import dev.tandem.simulator.accounting.books.Chronicle;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.http.Json;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** One file on its way onto a document. */
final class Upload {
  /** Xero: files on one document. */
  private static final int MOST = 10;

  /** Xero: bytes of one file. */
  private static final int LARGEST = 10 * 1024 * 1024;

  private static final int LONGEST_NAME = 255;

  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"/\\\\|?*+\\p{Cntrl}]");

  private final ApiCall call;
  private final Kind kind;
  private final ObjectNode owner;
  private final String name;
  private final boolean online;

  Upload(ApiCall call, Kind kind, ObjectNode owner, String name, boolean online) {
    this.call = call;
    this.kind = kind;
    this.owner = owner;
    this.name = name;
    this.online = online;
  }

  /** The file as stored; refused if its name, its size or its number are not allowed. */
  ObjectNode store() {
    Ledger ledger = call.ledger();
    Optional<ObjectNode> same =
        Attachments.of(ledger, id()).filter(each -> Attachments.is(each, name)).findFirst();
    check(same.isPresent());
    ObjectNode file = file(same.map(each -> each.path("AttachmentID").asString()));
    ledger.putUntold(Kind.ATTACHMENT, file);
    ledger.putQuietly(
        Kind.HISTORY,
        Chronicle.entry(id(), "Attached a file", told(), Chronicle.user(), ledger.now()));
    markOwner(ledger);
    return file;
  }

  private String id() {
    return owner.path(kind.idField()).asString();
  }

  private void check(boolean replacing) {
    boolean nameless = name.isBlank() || name.equals(".") || name.equals("..");
    if (nameless || name.length() > LONGEST_NAME || FORBIDDEN.matcher(name).find()) {
      throw new Invalid("The file name is too long or contains characters that are not allowed");
    }
    int size = call.request().body().length;
    if (size == 0) {
      throw new Invalid("The file is empty");
    }
    if (size > LARGEST) {
      throw new Invalid("The file is larger than 10 MB");
    }
    if (!replacing && Attachments.of(call.ledger(), id()).count() >= MOST) {
      throw new Invalid("A maximum of " + MOST + " attachments can be added to one document");
    }
  }

  private ObjectNode file(Optional<String> known) {
    byte[] bytes = call.request().body();
    ObjectNode file =
        Json.object()
            .put("AttachmentID", known.orElseGet(() -> UUID.randomUUID().toString()))
            .put("FileName", name)
            .put("Url", url())
            .put("MimeType", type())
            .put("ContentLength", bytes.length);
    if (online) {
      file.put("IncludeOnline", true);
    }
    return file.put("_about", id()).put("_bytes", Base64.getEncoder().encodeToString(bytes));
  }

  /** Where the file can be fetched: at the address the app itself has called. */
  private String url() {
    String host = call.request().header("Host").orElse("api.xero.com");
    return (host.endsWith("xero.com") ? "https://" : "http://")
        + host
        + "/api.xro/2.0/"
        + kind.collection()
        + "/"
        + id()
        + "/Attachments/"
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String type() {
    String sent = call.request().header("Content-Type").orElse("").split(";")[0].strip();
    String guessed = URLConnection.guessContentTypeFromName(name);
    if (sent.isEmpty() || sent.equals("application/octet-stream")) {
      return guessed == null ? "application/octet-stream" : guessed;
    }
    return sent;
  }

  private String told() {
    return "Attached the file "
        + name
        + Author.app().map(app -> " through the Xero API using " + app).orElse("");
  }

  private void markOwner(Ledger ledger) {
    ObjectNode marked = owner.deepCopy().put("HasAttachments", true);
    if (call.switches().is(Switch.ATTACHING_MOVES_DATE)) {
      ledger.put(kind, marked);
    } else {
      ledger.putQuietly(kind, marked);
    }
  }
}
