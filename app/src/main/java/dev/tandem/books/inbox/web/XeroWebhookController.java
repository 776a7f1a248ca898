package dev.tandem.books.inbox.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.OK;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.tandem.books.inbox.Deliveries;
import dev.tandem.books.inbox.NotAccepted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Xero's webhook. The answer has a status and nothing else: Xero turns a webhook off that answers
 * with a body, a cookie or a redirect, or is slower than five seconds.
 */
@RestController
class XeroWebhookController {

  /** Some two thousand events; bytes whose sender is not proven yet are held in memory. */
  private static final int LARGEST = 1 << 20;

  private final Deliveries deliveries;

  XeroWebhookController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Other systems have taught people three addresses, one of them with a slash at its end. */
  @PostMapping({
    "/webhooks/xero",
    "/webhooks/xero/",
    "/api/webhooks/xero",
    "/api/webhooks/xero/",
    "/billing/xero/webhooks",
    "/billing/xero/webhooks/"
  })
  ResponseEntity<Void> receive(HttpServletRequest request) {
    return ResponseEntity.status(answer(request)).build();
  }

  private HttpStatus answer(HttpServletRequest request) {
    String signature = request.getHeader("x-xero-signature");
    if (signature == null || signature.isBlank()) {
      deliveries.refuse();
      return UNAUTHORIZED;
    }
    try {
      byte[] body = body(request);
      if (body == null) {
        return CONTENT_TOO_LARGE;
      }
      return deliveries.accept(body, signature) ? OK : UNAUTHORIZED;
    } catch (IOException _) {
      return BAD_REQUEST;
    } catch (NotAccepted _) {
      return SERVICE_UNAVAILABLE;
    }
  }

  /** The bytes as they came, whatever their declared type; null if they are too many. */
  private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LARGEST) {
      return null;
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    return body.length > LARGEST ? null : body;
  }
}
