package dev.tandem.simulator.identity;

import dev.tandem.simulator.hosts.XeroHosts;
import dev.tandem.simulator.http.Request;

/**
 * By which addresses the sign-in side speaks of itself: by those it was asked at. A client that
 * knows Xero's hosts only finds them again in the discovery document and in its tokens; one that
 * was given the simulator's address finds that.
 *
 * @param issuer also where tokens and keys are to be had
 * @param login where the consent page is
 */
record Addresses(String issuer, String login) {
  static Addresses asked(Request request, String own) {
    return XeroHosts.include(request.header("Host").orElse(""))
        ? new Addresses("https://" + XeroHosts.IDENTITY, "https://" + XeroHosts.LOGIN)
        : new Addresses(own, own);
  }
}
