package dev.tandem.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client for the tests, connected to the Australian organisation. */
final class Xero {
  static final String AU = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01";
  static final String NZ = "3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02";
  static final String REDIRECT = "http://localhost:5555/callback";
  static final String SCOPES =
      "openid profile email offline_access accounting.contacts accounting.invoices"
          + " accounting.payments accounting.settings.read";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** An answer, read both ways. */
  record Reply(int status, String body, java.net.http.HttpHeaders headers) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  private final URI base;
  private String token = "";
  private String refreshToken = "";
  private String tenant = AU;
  private final Map<String, String> extra = new TreeMap<>();

  Xero(URI base) {
    this.base = base;
  }

  static Xero connected(XeroSimulator simulator) {
    Xero xero = new Xero(simulator.uri());
    xero.connect(SCOPES, AU);
    return xero;
  }

  Reply connect(String scopes, String tenants) {
    Reply token = code(consent(scopes, tenants).json().path("code").asString());
    keep(token);
    return token;
  }

  Reply consent(String scopes, String tenants) {
    return send(
        "POST",
        "/_simulator/connect?response_type=code&client_id=client&redirect_uri="
            + encode(REDIRECT)
            + "&scope="
            + encode(scopes)
            + "&state=xyz&tenant="
            + tenants,
        "");
  }

  Reply code(String code) {
    return token(
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT));
  }

  Reply refresh(String refresh) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
  }

  Reply token(Map<String, String> form) {
    return form("/connect/token", form, "client", "secret");
  }

  Reply form(String path, Map<String, String> form, String client, String secret) {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return exchange(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build());
  }

  void keep(Reply reply) {
    token = reply.json().path("access_token").asString("");
    refreshToken = reply.json().path("refresh_token").asString("");
  }

  String accessToken() {
    return token;
  }

  String refreshToken() {
    return refreshToken;
  }

  Xero tenant(String other) {
    Xero copy = new Xero(base);
    copy.token = token;
    copy.tenant = other;
    return copy;
  }

  Xero with(String header, String value) {
    Xero copy = new Xero(base);
    copy.token = token;
    copy.tenant = tenant;
    copy.extra.putAll(extra);
    copy.extra.put(header, value);
    return copy;
  }

  Reply get(String resource) {
    return send("GET", "/api.xro/2.0/" + resource, "");
  }

  Reply put(String resource, String body) {
    return send("PUT", "/api.xro/2.0/" + resource, body.replace('\'', '"'));
  }

  Reply post(String resource, String body) {
    return send("POST", "/api.xro/2.0/" + resource, body.replace('\'', '"'));
  }

  Reply control(String method, String path) {
    return send(method, "/_simulator/" + path, "");
  }

  Reply control(String method, String path, String body) {
    return send(method, "/_simulator/" + path, body.replace('\'', '"'));
  }

  JsonNode books() {
    return control("GET", "organisations/" + tenant + "/books").json();
  }

  Reply send(String method, String path, String body) {
    return exchange(request(method, path, body));
  }

  HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!tenant.isEmpty()) {
      request.header("xero-tenant-id", tenant);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    extra.forEach(request::header);
    return request.build();
  }

  Reply exchange(HttpRequest request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.body(), response.headers());
    } catch (IOException broken) {
      throw new NoAnswer(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The connection broke before a whole answer was there. */
  static final class NoAnswer extends RuntimeException {
    NoAnswer(IOException cause) {
      super(cause);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }
}
