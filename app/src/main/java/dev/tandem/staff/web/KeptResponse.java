package dev.tandem.staff.web;

import dev.tandem.staff.web.AnsweredRequests.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** A response that can be read after it was written. */
class KeptResponse extends ContentCachingResponseWrapper {

  private boolean error;

  KeptResponse(HttpServletResponse response) {
    super(response);
  }

  /** Errors of ours, and errors whose body is written elsewhere, are not answers to repeat. */
  boolean isWorthKeeping() {
    return !error && getStatus() < 500;
  }

  Answer answer() {
    return new Answer(
        getStatus(), getContentType(), getHeader("Location"), getContentAsByteArray());
  }

  @Override
  public void sendError(int status) throws IOException {
    error = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    error = true;
    super.sendError(status, message);
  }
}
