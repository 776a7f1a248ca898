package dev.tandem.simulator.http;

/** Ends the handling of a request early with a ready answer. */
public final class Refusal extends RuntimeException {
  private final transient Response response;

  public Refusal(Response response) {
    super("Refused with status " + response.status(), null, false, false);
    this.response = response;
  }

  public Response response() {
    return response;
  }
}
