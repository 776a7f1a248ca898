package dev.tandem.books.connection;

/** Asked before an organisation comes to a practice that did not have it last. */
public interface OrganisationMove {

  /**
   * Whether another practice, which had the organisation before, wrote something to it whose
   * outcome is not known: only that practice can find out. Called without an open transaction.
   */
  boolean leavesWritesOpen(String provider, String tenantId);
}
