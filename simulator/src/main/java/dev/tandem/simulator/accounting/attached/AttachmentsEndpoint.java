package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /{Resource}/{id}/Attachments}: files on a document, sent and answered as they are. PUT and
 * POST are the same, and both replace a file of the same name (Xero: Attachments).
 */
public final class AttachmentsEndpoint implements Resource {
  private static final List<Kind> OWNERS =
      List.of(
          Kind.ACCOUNT,
          Kind.BANK_TRANSACTION,
          Kind.CONTACT,
          Kind.CREDIT_NOTE,
          Kind.INVOICE,
          Kind.REPEATING_INVOICE);
  private static final Set<String> SHOWN_ONLINE = Set.of("ACCREC", "ACCRECCREDIT");

  @Override
  public void addTo(ApiRoutes routes) {
    for (Kind kind : OWNERS) {
      String path = "/" + kind.collection() + "/{id}/Attachments";
      routes
          .under("accounting.attachments")
          .get(path, call -> list(call, kind))
          .get(path + "/{file}", call -> content(call, kind))
          .put(path + "/{file}", call -> upload(call, kind))
          .post(path + "/{file}", call -> upload(call, kind));
    }
  }

  private static Response list(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> answer(ledger, Attachments.of(ledger, Owner.id(call, kind)).toList()));
  }

  private static Response answer(Ledger ledger, List<ObjectNode> files) {
    List<ObjectNode> shown = files.stream().map(Attachments::show).toList();
    return Response.json(
        200, Wire.envelope(ledger.now(), Kind.ATTACHMENT.collection(), shown, null));
  }

  /** By the file's id, or by its name. */
  private static Response content(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          String wanted = call.request().variable("file");
          ObjectNode file =
              Attachments.of(ledger, Owner.id(call, kind))
                  .filter(each -> Attachments.is(each, wanted))
                  .findFirst()
                  .orElseThrow(ApiErrors::notFound);
          byte[] bytes = Base64.getDecoder().decode(file.path("_bytes").asString());
          return Response.of(200, file.path("MimeType").asString(), bytes)
              .with("Content-Disposition", disposition(file.path("FileName").asString()));
        });
  }

  /** As Xero writes it, or encoded where a header could not carry the name. */
  private static String disposition(String name) {
    boolean plain = name.chars().allMatch(character -> character >= 32 && character < 127);
    return plain
        ? "attachment; " + name
        : "attachment; filename*=UTF-8''"
            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Response upload(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    String name = call.request().variable("file");
    try {
      return ledger.writing(
          () -> {
            ObjectNode owner = Owner.of(call, kind);
            boolean online =
                call.query().flag("IncludeOnline")
                    && SHOWN_ONLINE.contains(owner.path("Type").asString(""));
            ObjectNode file = new Upload(call, kind, owner, name, online).store();
            return answer(ledger, List.of(file));
          });
    } catch (Invalid invalid) {
      ObjectNode element = Json.object().put("FileName", name);
      var errors = element.putArray("ValidationErrors");
      invalid.messages().forEach(each -> errors.addObject().put("Message", each));
      throw ApiErrors.validation(List.of(element));
    }
  }
}
