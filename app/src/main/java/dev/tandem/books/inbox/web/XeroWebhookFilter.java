package dev.tandem.books.inbox.web;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.METHOD_NOT_ALLOWED;
import static org.springframework.http.HttpStatus.OK;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.tandem.books.inbox.Deliveries;
import dev.tandem.books.inbox.NotAccepted;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Xero's webhook. The answer has a status and nothing else: Xero turns a webhook off that answers
 * with a body, a cookie or a redirect, or is slower than five seconds.
 *
 * <p>A filter before all others, and no controller: sessions, sign-in and the forms of pages are no
 * affair of a caller that proves itself by its signature, and cost more than all that is done here.
 */
class XeroWebhookFilter extends HttpFilter {

  private static final long serialVersionUID = 1;

  private static final Logger log = LoggerFactory.getLogger(XeroWebhookFilter.class);

  /** Some two thousand events; bytes whose sender is not proven yet are held in memory. */
  private static final int LARGEST = 1 << 20;

  private final transient Deliveries deliveries;

  XeroWebhookFilter(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Ends here: nobody behind has anything to say. */
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    if ("POST".equals(request.getMethod())) {
      response.setStatus(answer(request).value());
    } else {
      response.setHeader("Allow", "POST");
      response.setStatus(METHOD_NOT_ALLOWED.value());
    }
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
    } catch (RuntimeException e) {
      // Neither the body, which is not proven to be anybody's, nor a message that may repeat it.
      log.warn("A call of the webhook could not be judged: {}", e.getClass().getName());
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
