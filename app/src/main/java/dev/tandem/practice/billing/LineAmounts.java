package dev.tandem.practice.billing;

/** Whether the unit prices on an invoice already contain the tax. */
public enum LineAmounts {
  EXCLUSIVE,
  INCLUSIVE
}
