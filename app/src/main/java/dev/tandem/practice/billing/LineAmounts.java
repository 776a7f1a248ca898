package dev.tandem.practice.billing;

/** Whether the unit prices on an invoice already contain the tax, or there is none at all. */
public enum LineAmounts {
  EXCLUSIVE,
  INCLUSIVE,
  /** Whatever tax a line names, none is charged. */
  NO_TAX
}
