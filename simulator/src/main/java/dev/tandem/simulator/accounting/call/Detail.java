package dev.tandem.simulator.accounting.call;

/** How much of a document a reply shows. */
public enum Detail {
  /** summaryOnly=true */
  SUMMARY,
  /** A list without page. */
  LIST,
  /** A page of a list. */
  PAGE,
  /** One document, or the answer to a write. */
  SINGLE
}
