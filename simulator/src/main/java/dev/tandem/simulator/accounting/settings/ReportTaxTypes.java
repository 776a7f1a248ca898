package dev.tandem.simulator.accounting.settings;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Where a rate belongs on a tax return, and which accounts it may be used with in consequence. */
final class ReportTaxTypes {
  private static final Set<String> KNOWN =
      Set.of(
          ("AVALARA BASEXCLUDED CAPITALSALESOUTPUT CAPITALEXPENSESINPUT ECOUTPUT ECOUTPUTSERVICES"
                  + " ECINPUT ECACQUISITIONS EXEMPTEXPENSES EXEMPTINPUT EXEMPTOUTPUT GSTONIMPORTS"
                  + " INPUT INPUTTAXED MOSSSALES NONE NONEOUTPUT OUTPUT PURCHASESINPUT SALESOUTPUT"
                  + " EXEMPTCAPITAL EXEMPTEXPORT CAPITALEXINPUT GSTONCAPIMPORTS"
                  + " GSTONCAPITALIMPORTS REVERSECHARGES PAYMENTS INVOICE CASH ACCRUAL"
                  + " FLATRATECASH FLATRATEACCRUAL ACCRUALS TXCA SRCAS DSOUTPUT BLINPUT2 EPINPUT"
                  + " IMINPUT2 MEINPUT IGDSINPUT2 ESN33OUTPUT OPINPUT OSOUTPUT TXN33INPUT"
                  + " TXESSINPUT TXREINPUT TXPETINPUT NRINPUT ES33OUTPUT ZERORATEDINPUT"
                  + " ZERORATEDOUTPUT DRCHARGESUPPLY DRCHARGE CAPINPUT CAPIMPORTS IMINPUT INPUT2"
                  + " CIUINPUT SRINPUT OUTPUT2 SROUTPUT CAPOUTPUT SROUTPUT2 CIUOUTPUT ZROUTPUT"
                  + " ZREXPORT ACC28PLUS ACCUPTO28 OTHEROUTPUT SHOUTPUT ZRINPUT BADDEBT OTHERINPUT"
                  + " USSALESTAX")
              .split(" "));

  private ReportTaxTypes() {}

  static boolean known(String type) {
    return KNOWN.contains(type);
  }

  /** Rates on sales are not for expenses, rates on purchases not for revenue. */
  static void addUse(ObjectNode taxRate) {
    String type = taxRate.path("ReportTaxType").asString("");
    boolean sales =
        type.contains("OUTPUT") || type.equals("EXEMPTEXPORT") || type.equals("MOSSSALES");
    boolean purchases =
        type.contains("INPUT") && !type.equals("INPUTTAXED")
            || type.equals("EXEMPTEXPENSES")
            || type.equals("EXEMPTCAPITAL")
            || type.equals("ECACQUISITIONS")
            || type.equals("REVERSECHARGES");
    boolean imports = type.contains("IMPORTS");
    taxRate
        .put("CanApplyToAssets", !imports)
        .put("CanApplyToEquity", !imports)
        .put("CanApplyToExpenses", !imports && !sales)
        .put("CanApplyToLiabilities", true)
        .put("CanApplyToRevenue", !imports && !purchases);
  }
}
