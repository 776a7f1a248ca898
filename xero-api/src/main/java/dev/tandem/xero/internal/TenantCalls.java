package dev.tandem.xero.internal;

import dev.tandem.xero.TenantId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calls to one tenant's books with one access token. */
public final class TenantCalls {

  public static final String ROOT = "/api.xro/2.0";

  private final Exchange exchange;
  private final URI api;
  private final @Nullable TenantId tenant;
  private final String accessToken;

  public TenantCalls(Exchange exchange, URI api, @Nullable TenantId tenant, String accessToken) {
    this.exchange = exchange;
    this.api = api;
    this.tenant = tenant;
    this.accessToken = Form.headerSafe(accessToken);
  }

  /** Reads; the path is relative to the accounting API. */
  public Answer get(String path, @Nullable Instant changedSince) {
    HttpRequest.Builder request = request(ROOT + path).GET();
    if (changedSince != null) {
      request.header("If-Modified-Since", XeroTime.wholeSecond(changedSince));
    }
    return Classify.orThrow(exchange.send(request));
  }

  /** Reads a document as a PDF instead of JSON; the path is relative to the accounting API. */
  public Answer getPdf(String path) {
    return Classify.orThrow(
        exchange.send(request(ROOT + path).setHeader("Accept", "application/pdf").GET()));
  }

  /** Writes exactly these bytes; the path is absolute, as it was stored. */
  public Answer send(String verb, String path, byte[] body, String key) {
    return Classify.orThrow(
        exchange.send(
            request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(verb, BodyPublishers.ofByteArray(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Authorization", "Bearer " + accessToken)
            .header("Accept", "application/json");
    return tenant == null ? request : request.header("xero-tenant-id", tenant.toString());
  }
}
